import {
  codeSystems,
  identifierSystems,
  identifierValue,
  type PersonLine,
  personLine,
  present,
  toVnDay,
} from '@lienmach/core';
import { type Context, many, type Operation, type OperationParameter, one, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, FhirResource, Patient, Reference, ServiceRequest, Task } from 'fhir/r4';
import { serviceOf } from '../catalogs/pathology-services.ts';
import { type CaseState, caseStates, minutesLeft, stateOnBench } from '../rules/case-state.ts';
import { PATHOLOGY_CALL } from '../rules/pathology-call.ts';

interface CaseEntry extends PersonLine {
  readonly order: Reference;
  readonly report: Reference;
  readonly patient: Reference;
  readonly state: CaseState;
  readonly isUrgent: boolean;
  readonly test: string;
  readonly kind: string;
  readonly number?: string;
  readonly orderedAt?: string;
  readonly minutesLeft?: number;
  readonly call?: Reference;
}

/** cases that are open at the same time; a page of a list that is longer begins with the oldest */
const MOST_OPEN = 500;
/** an order nobody brought a specimen for is no work after two weeks, a case nobody touched after three months */
const DAYS_OPEN = 90;
const MOST_CALLS = 100;

const out = (name: string, type: string, min = 1): OperationParameter => one('out', name, type, min);
const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const byId = <T extends FhirResource>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id ?? '', each]));
const tag = (state: CaseState): string => `${codeSystems.pathologyBench}|${state}`;

async function reportsOf(ctx: Context, isReleased: boolean): Promise<readonly DiagnosticReport[]> {
  const since = new Date(ctx.now().getTime() - DAYS_OPEN * 86_400_000).toISOString();
  const query = new URLSearchParams(
    isReleased
      ? { _tag: tag('released'), issued: `ge${toVnDay(ctx.now())}T00:00:00+07:00` }
      : {
          _tag: caseStates
            .filter((state) => state !== 'released')
            .map(tag)
            .join(','),
          _lastUpdated: `ge${since}`,
        },
  );
  query.set('_count', String(MOST_OPEN));
  return (await ctx.store.page('DiagnosticReport', query.toString())).items;
}

/** Cases whose malignant diagnosis nobody was told yet, by report. */
async function openCalls(ctx: Context): Promise<ReadonlyMap<string, Task>> {
  const query = new URLSearchParams({ code: `${codeSystems.taskKind}|${PATHOLOGY_CALL}`, status: 'requested' });
  query.set('_count', String(MOST_CALLS));
  const { items } = await ctx.store.page('Task', query.toString());
  return new Map(items.map((task) => [idOf(task.focus?.reference), task]));
}

interface Around {
  readonly orders: ReadonlyMap<string, ServiceRequest>;
  readonly patients: ReadonlyMap<string, Patient>;
  readonly calls: ReadonlyMap<string, Task>;
  readonly received: ReadonlyMap<string, string>;
}

function entryOf(ctx: Context, report: DiagnosticReport, around: Around): CaseEntry[] {
  const order = around.orders.get(idOf(report.basedOn?.[0]?.reference));
  if (order === undefined || order.status === 'revoked' || order.status === 'entered-in-error') return [];
  const service = order.code?.coding?.find(({ system }) => system === codeSystems.services7603)?.code ?? '';
  const state = stateOnBench(report.meta);
  const since = around.received.get(idOf(report.specimen?.[0]?.reference));
  const call = around.calls.get(report.id ?? '');
  return [
    {
      order: { reference: `ServiceRequest/${order.id}` },
      report: { reference: `DiagnosticReport/${report.id}` },
      patient: order.subject,
      state,
      isUrgent: order.priority !== undefined && order.priority !== 'routine',
      test: order.code?.text ?? '',
      kind: serviceOf(service)?.kind ?? 'histology',
      ...personLine(around.patients.get(idOf(order.subject.reference)), toVnDay(ctx.now())),
      ...present({
        number: identifierValue(report, identifierSystems.pathologyCase),
        orderedAt: order.authoredOn,
        minutesLeft: since === undefined || state === 'released' ? undefined : minutesLeft(service, since, ctx.now()),
        call: call === undefined ? undefined : { reference: `Task/${call.id}` },
      }),
    },
  ];
}

async function aroundOf(ctx: Context, reports: readonly DiagnosticReport[]): Promise<Around> {
  const each = (references: readonly (Reference | undefined)[]): string[] =>
    references.map((reference) => idOf(reference?.reference));
  const [orders, patients, specimens, calls] = await Promise.all([
    searchEach(ctx.store, 'ServiceRequest', '_id', each(reports.map(({ basedOn }) => basedOn?.[0]))),
    searchEach(ctx.store, 'Patient', '_id', each(reports.map(({ subject }) => subject))),
    searchEach(ctx.store, 'Specimen', '_id', each(reports.map(({ specimen }) => specimen?.[0]))),
    openCalls(ctx),
  ]);
  const received = specimens.flatMap(({ id = '', receivedTime }) =>
    receivedTime === undefined ? [] : [[id, receivedTime] as const],
  );
  return { orders: byId(orders), patients: byId(patients), calls, received: new Map(received) };
}

const byClock = (a: CaseEntry, b: CaseEntry): number =>
  Number(b.isUrgent) - Number(a.isUrgent) ||
  (a.minutesLeft ?? Number.POSITIVE_INFINITY) - (b.minutesLeft ?? Number.POSITIVE_INFINITY) ||
  (a.orderedAt ?? '').localeCompare(b.orderedAt ?? '');

/** GET DiagnosticReport/$case-bench: open cases, and those somebody has to be called for; `released`: told for good today. */
export const caseBench: Operation<{ readonly released?: boolean }, { readonly entry: readonly CaseEntry[] }> = {
  definition: {
    code: 'case-bench',
    title: { vi: 'Bàn giải phẫu bệnh', en: 'Pathology bench' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'released', 'boolean', 0),
      many('out', 'entry', [
        out('order', 'Reference'),
        out('report', 'Reference'),
        out('patient', 'Reference'),
        out('state', 'code'),
        out('isUrgent', 'boolean'),
        out('test', 'string'),
        out('kind', 'code'),
        out('number', 'string', 0),
        out('orderedAt', 'dateTime', 0),
        out('minutesLeft', 'integer', 0),
        out('call', 'Reference', 0),
        out('name', 'string'),
        out('patientNumber', 'string', 0),
        out('age', 'integer', 0),
        out('ageUnit', 'code', 0),
        out('sex', 'code', 0),
      ]),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, _id, { released = false }) {
    const [reports, calls] = await Promise.all([reportsOf(ctx, released), openCalls(ctx)]);
    const here = new Set(reports.map(({ id }) => id));
    const toCall = released ? [] : [...calls.keys()].filter((id) => !here.has(id));
    const called = await searchEach(ctx.store, 'DiagnosticReport', '_id', toCall);
    const all = [...reports, ...called];
    const around = await aroundOf(ctx, all);
    return { entry: all.flatMap((report) => entryOf(ctx, report, around)).toSorted(byClock) };
  },
};
