import {
  codeSystems,
  identifierSystems,
  identifierValue,
  parseInstant,
  personLine,
  present,
  toVnDay,
} from '@lienmach/core';
import { type Context, type Operation, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { findTest } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import { type BenchState, benchState, byUrgency, isBenchState, openReports } from '../rules/bench-state.ts';
import { CRITICAL_CALL } from '../rules/call-task.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { type Bench, type BenchEntry, benchParameters } from './bench-parameters.ts';

interface BenchInput {
  readonly state?: string;
  readonly limit?: number;
}

interface BenchRow {
  readonly report: DiagnosticReport;
  readonly order: ServiceRequest;
  readonly specimen: Specimen | undefined;
  readonly state: BenchState;
}

const LAB = 'http://terminology.hl7.org/CodeSystem/v2-0074|LAB';
/** reports that nobody has touched for longer are no work of today */
const DAYS_OPEN = 3;
const MOST = 5000;

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const byId = <T extends { readonly id?: string | undefined }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((one) => [one.id ?? '', one]));

/** Open reports of the last days, what was released today, and whatever a critical value is still to be telephoned for. */
async function reportsOf(ctx: Context, calls: ReadonlyMap<string, string>): Promise<DiagnosticReport[]> {
  const since = new Date(ctx.now().getTime() - DAYS_OPEN * 86_400_000).toISOString();
  const open = { status: [...openReports].join(','), category: LAB, _lastUpdated: `ge${since}` };
  const released = { status: 'final', category: LAB, issued: `ge${toVnDay(ctx.now())}T00:00:00+07:00` };
  const [some, done, called] = await Promise.all([
    ctx.store.search('DiagnosticReport', new URLSearchParams(open).toString(), MOST),
    ctx.store.search('DiagnosticReport', new URLSearchParams(released).toString(), MOST),
    searchEach(ctx.store, 'DiagnosticReport', 'based-on', [...calls.keys()]),
  ]);
  return [...byId([...some, ...done, ...called]).values()];
}

/** The reports of the bench with order and tube: a few searches (per hundred), whatever their number. */
async function rowsOf(ctx: Context, calls: ReadonlyMap<string, string>): Promise<BenchRow[]> {
  const reports = await reportsOf(ctx, calls);
  const [orders, specimens] = await Promise.all([
    searchEach(
      ctx.store,
      'ServiceRequest',
      '_id',
      reports.map(({ basedOn }) => idOf(basedOn?.[0]?.reference)),
    ),
    searchEach(
      ctx.store,
      'Specimen',
      '_id',
      reports.map(({ specimen }) => idOf(specimen?.[0]?.reference)),
    ),
  ]);
  const [orderOf, specimenOf] = [byId(orders), byId(specimens)];
  const rows = reports.flatMap((report): BenchRow[] => {
    const order = orderOf.get(idOf(report.basedOn?.[0]?.reference));
    if (order === undefined || order.status === 'revoked' || order.status === 'entered-in-error') return [];
    const specimen = specimenOf.get(idOf(report.specimen?.[0]?.reference));
    return [{ report, order, specimen, state: benchState(report, specimen) }];
  });
  return rows.toSorted((a, b) => byUrgency(a.order, b.order));
}

/** Open calls of critical values, by order. */
async function openCalls(ctx: Context): Promise<Map<string, string>> {
  const query = new URLSearchParams({ code: `${codeSystems.taskKind}|${CRITICAL_CALL}`, status: 'requested' });
  const tasks = await ctx.store.search('Task', query.toString(), MOST);
  return new Map(tasks.map(({ id, basedOn }) => [basedOn?.[0]?.reference ?? '', `Task/${id}`]));
}

const minutesSince = (dateTime: string | undefined, now: Date): number =>
  dateTime === undefined ? 0 : Math.max(0, Math.floor((now.getTime() - parseInstant(dateTime).getTime()) / 60_000));

function entryOf(ctx: Context, row: BenchRow, patient: Patient | undefined, call: string | undefined): BenchEntry {
  const { report, order, specimen, state } = row;
  const testCode = testCodeOf(order, codeSystems.services7603);
  const collectedAt = specimen?.collection?.collectedDateTime;
  return {
    report: { reference: `DiagnosticReport/${report.id}` },
    order: { reference: `ServiceRequest/${order.id}` },
    patient: { reference: order.subject.reference ?? '' },
    state,
    urgent: order.priority !== undefined && order.priority !== 'routine',
    orderNumber: identifierValue(order, identifierSystems.orderNumber) ?? '',
    test: order.code?.text ?? '',
    testCode,
    entered: report.result?.length ?? 0,
    expected: findTest(testCode)?.indicators.length ?? 0,
    waitingMinutes: minutesSince(
      state === 'to-collect' ? order.authoredOn : (collectedAt ?? order.authoredOn),
      ctx.now(),
    ),
    ...personLine(patient, toVnDay(ctx.now())),
    ...present({
      encounter: order.encounter,
      specimen: specimen === undefined ? undefined : { reference: `Specimen/${specimen.id}` },
      specimenNumber: identifierValue(specimen, identifierSystems.specimenNumber),
      tube: specimen?.container?.[0]?.description,
      orderedAt: order.authoredOn,
      collectedAt,
      call: call === undefined ? undefined : { reference: call },
    }),
  };
}

/**
 * GET DiagnosticReport/$bench: the open work of the laboratory, urgent first, then the oldest. A released report stays
 * here until its critical value was told; `released` lists what was released today.
 */
export const bench: Operation<BenchInput, Bench> = {
  definition: {
    code: 'bench',
    title: { vi: 'Danh sách việc của phòng xét nghiệm', en: 'Laboratory bench worklist' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: benchParameters,
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, _id, { state, limit = 200 }) {
    if (state !== undefined && !isBenchState(state)) throw errors.unknownState({ at: 'state' });
    if (limit < 1 || limit > 500) throw errors.badLimit({ at: 'limit' });
    const calls = await openCalls(ctx);
    const rows = await rowsOf(ctx, calls);
    const of = (wanted: BenchState) => rows.filter((row) => row.state === wanted).length;
    const isShown = (row: BenchRow): boolean =>
      state === undefined
        ? row.state !== 'released' || calls.has(`ServiceRequest/${row.order.id}`)
        : row.state === state;
    const shown = rows.filter(isShown).slice(0, limit);
    const patientIds = shown.map(({ order }) => idOf(order.subject.reference));
    const patients = byId(await searchEach(ctx.store, 'Patient', '_id', patientIds));
    return {
      count: {
        toCollect: of('to-collect'),
        toEnter: of('to-enter'),
        toVerify: of('to-verify'),
        toCall: calls.size,
        released: of('released'),
      },
      entry: shown.map((row) =>
        entryOf(ctx, row, patients.get(idOf(row.order.subject.reference)), calls.get(`ServiceRequest/${row.order.id}`)),
      ),
    };
  },
};
