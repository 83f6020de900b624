import {
  codeSystems,
  identifierSystems,
  identifierValue,
  parseInstant,
  personLine,
  present,
  toVnDay,
  toVnIso,
} from '@lienmach/core';
import { type Context, type Operation, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, Patient, ServiceRequest, Specimen, Task } from 'fhir/r4';
import { labSections } from '../catalogs/lab-test.ts';
import { errors } from '../errors.ts';
import type { QueuePart } from '../rules/bench-queue.ts';
import {
  type BenchState,
  benchState,
  byUrgency,
  dueAt,
  isBenchState,
  isUrgent,
  minutesLeft,
} from '../rules/bench-state.ts';
import { escalation } from '../rules/call-task.ts';
import type { LabCatalog } from '../rules/lab-catalog.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { placeOf } from '../rules/shown-results.ts';
import { benchPage } from './bench-page.ts';
import { type Bench, type BenchCount, type BenchEntry, benchParameters } from './bench-parameters.ts';
import { type BenchFilter, benchQuery, checkCorners, countOf } from './bench-query.ts';
import { countOverdueCalls, openCalls, reportsToCall } from './open-calls.ts';
import { siteCatalog } from './site-catalog.ts';

interface BenchInput {
  readonly state?: string;
  readonly section?: string;
  readonly instrument?: string;
  readonly ward?: string;
  readonly urgent?: boolean;
  readonly late?: boolean;
  readonly text?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly uncounted?: boolean;
}

interface BenchRow {
  readonly report: DiagnosticReport;
  readonly order: ServiceRequest;
  readonly specimen: Specimen | undefined;
  readonly state: BenchState;
}

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const byId = <T extends { readonly id?: string | undefined }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((one) => [one.id ?? '', one]));

/** The reports with order and tube: two searches for each hundred. */
async function rowsOf(ctx: Context, reports: readonly DiagnosticReport[]): Promise<BenchRow[]> {
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
  return reports.flatMap((report): BenchRow[] => {
    const order = orderOf.get(idOf(report.basedOn?.[0]?.reference));
    if (order === undefined || order.status === 'revoked' || order.status === 'entered-in-error') return [];
    const specimen = specimenOf.get(idOf(report.specimen?.[0]?.reference));
    return [{ report, order, specimen, state: benchState(report, specimen) }];
  });
}

const minutesSince = (dateTime: string | undefined, now: Date): number =>
  dateTime === undefined ? 0 : Math.max(0, Math.floor((now.getTime() - parseInstant(dateTime).getTime()) / 60_000));

interface Surroundings {
  readonly catalog: LabCatalog;
  readonly patients: ReadonlyMap<string, Patient>;
  readonly calls: ReadonlyMap<string, Task>;
}

/** the order while the tube is not drawn, then the tube */
const sinceOf = (order: ServiceRequest, specimen: Specimen | undefined, state: BenchState): string | undefined =>
  state === 'to-collect' ? order.authoredOn : (specimen?.collection?.collectedDateTime ?? order.authoredOn);

function clockOf(ctx: Context, { order, specimen, state }: BenchRow, catalog: LabCatalog): Partial<BenchEntry> {
  const since = sinceOf(order, specimen, state);
  const test = catalog.test(testCodeOf(order, codeSystems.services7603));
  const from = since === undefined ? undefined : parseInstant(since);
  const left = state === 'released' ? undefined : minutesLeft(test, isUrgent(order), from, ctx.now());
  const due = state === 'released' ? undefined : dueAt(test, isUrgent(order), from);
  return present({ section: test?.section, minutesLeft: left, dueAt: due === undefined ? undefined : toVnIso(due) });
}

function entryOf(ctx: Context, row: BenchRow, { catalog, patients, calls }: Surroundings): BenchEntry {
  const { report, order, specimen, state } = row;
  const testCode = testCodeOf(order, codeSystems.services7603);
  const collectedAt = specimen?.collection?.collectedDateTime;
  const call = calls.get(`ServiceRequest/${order.id}`);
  const test = catalog.test(testCode);
  return {
    report: { reference: `DiagnosticReport/${report.id}` },
    order: { reference: `ServiceRequest/${order.id}` },
    patient: { reference: order.subject.reference ?? '' },
    state,
    urgent: isUrgent(order),
    orderNumber: identifierValue(order, identifierSystems.orderNumber) ?? '',
    test: order.code?.text ?? '',
    testCode,
    entered: Math.min(report.result?.length ?? 0, test?.indicators.length ?? 0),
    expected: test?.indicators.length ?? 0,
    waitingMinutes: minutesSince(sinceOf(order, specimen, state), ctx.now()),
    ...clockOf(ctx, row, catalog),
    ...personLine(patients.get(idOf(order.subject.reference)), toVnDay(ctx.now())),
    ...present({
      encounter: order.encounter,
      specimen: specimen === undefined ? undefined : { reference: `Specimen/${specimen.id}` },
      specimenNumber: identifierValue(specimen, identifierSystems.specimenNumber),
      tube: specimen?.container?.[0]?.description,
      orderedAt: order.authoredOn,
      collectedAt,
      receivedAt: specimen?.receivedTime,
      place: placeOf(order),
      call: call === undefined ? undefined : { reference: `Task/${call.id}` },
      escalation: call === undefined ? undefined : escalation(call, ctx.now()),
    }),
  };
}

async function countsOf(ctx: Context, filter: BenchFilter, catalog: LabCatalog, toCall: number): Promise<BenchCount> {
  const { state: _state, ...rest } = filter;
  const count = (state: BenchState) => countOf(ctx, { ...rest, state }, catalog);
  const [toCollect, toReceive, toEnter, toVerify, toRelease, released, overdue] = await Promise.all([
    count('to-collect'),
    count('to-receive'),
    count('to-enter'),
    count('to-verify'),
    count('to-release'),
    count('released'),
    countOverdueCalls(ctx),
  ]);
  return { toCollect, toReceive, toEnter, toVerify, toRelease, toCall, overdue, released };
}

const machinesOf = ({ tests }: LabCatalog): string[] =>
  [...new Set(tests.flatMap(({ instrument }) => instrument ?? []))].toSorted();

/** @throws laboratory.unknownState, badLimit, unknownSection */
function checked({ state, section, instrument, ward, text, urgent, late, limit = 100 }: BenchInput): BenchFilter {
  if (state !== undefined && !isBenchState(state)) throw errors.unknownState({ at: 'state' });
  if (limit < 1 || limit > 500) throw errors.badLimit({ at: 'limit' });
  if (section !== undefined && !labSections.some((one) => one === section)) {
    throw errors.unknownSection({ at: 'section' });
  }
  return present({ state, section, instrument, ward, text, urgent, late });
}

const isNarrow = ({ text, state, urgent, late, ...corners }: BenchFilter): boolean =>
  [state, corners.section, corners.instrument, corners.ward].some((one) => one !== undefined) ||
  urgent === true ||
  late === true ||
  (text ?? '').trim() !== '';

const isLate = (ctx: Context, row: BenchRow, catalog: LabCatalog): boolean =>
  (clockOf(ctx, row, catalog).minutesLeft ?? 0) < 0;

/** so many pages are looked through for what is late; what is late stands at their beginning */
const MOST_PAGES = 4;

/** Rows of one page; of what is late, as many pages as one answer may take. */
async function pageRows(ctx: Context, filter: BenchFilter, catalog: LabCatalog, { limit = 100, cursor }: BenchInput) {
  const queryOf = (part: QueuePart): URLSearchParams => benchQuery(ctx, filter, catalog, part);
  const isWhole = filter.urgent === true || filter.state === 'released';
  const rows: BenchRow[] = [];
  let next = cursor;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await benchPage(ctx, { queryOf, limit, cursor: next, isWhole });
    const found = await rowsOf(ctx, page.reports);
    rows.push(...(filter.late === true ? found.filter((row) => isLate(ctx, row, catalog)) : found));
    next = page.next;
    if (next === undefined || filter.late !== true || rows.length >= limit / 2) break;
  }
  return { rows, next };
}

/**
 * GET DiagnosticReport/$bench: one page of the open work of the laboratory, urgent first, then the oldest; what is asked for
 * is found and counted in the store. A released report stays on the first page until its critical value was told;
 * `released` lists what was released today. Of `late` a page may be short although there is a next one.
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

  async run(ctx, _id, input) {
    const filter = checked(input);
    const [calls, catalog] = await Promise.all([openCalls(ctx), siteCatalog(ctx)]);
    checkCorners(filter, catalog);
    const isFirst = input.cursor === undefined && !isNarrow(filter);
    const [page, toCall, count] = await Promise.all([
      pageRows(ctx, filter, catalog, input),
      isFirst ? reportsToCall(ctx, calls) : [],
      input.uncounted === true ? undefined : countsOf(ctx, filter, catalog, calls.size),
    ]);
    const called = (await rowsOf(ctx, toCall)).toSorted((a, b) => byUrgency(a.order, b.order));
    const known = new Set(called.map(({ report }) => report.id));
    const rows = [...called, ...page.rows.filter(({ report }) => !known.has(report.id))];
    const patientIds = rows.map(({ order }) => idOf(order.subject.reference));
    const patients = byId(await searchEach(ctx.store, 'Patient', '_id', patientIds));
    return {
      ...present({ count }),
      machine: input.uncounted === true ? [] : machinesOf(catalog),
      entry: rows.map((row) => entryOf(ctx, row, { catalog, patients, calls })),
      ...present({ next: page.next }),
    };
  },
};
