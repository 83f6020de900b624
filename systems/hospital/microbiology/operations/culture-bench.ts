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
import type { FhirResource, Patient, Reference, Task } from 'fhir/r4';
import type { FlagCode } from '../catalogs/expert-rules.ts';
import { organismOf } from '../catalogs/organisms.ts';
import { errors } from '../errors.ts';
import type { BreakpointStandard } from '../rules/breakpoint.ts';
import { CULTURE_CALL } from '../rules/culture-call.ts';
import { cultureState, cultureStates } from '../rules/culture-state.ts';
import { type CulturePage, type CultureRow, culturePage, culturesOf } from './culture-page.ts';
import { daysOf, judgeSheet, loadStandard } from './load-culture.ts';

interface BenchEntry extends PersonLine {
  readonly order: Reference;
  readonly report?: Reference;
  readonly patient: Reference;
  readonly state: string;
  readonly isUrgent: boolean;
  readonly test: string;
  readonly orderNumber?: string;
  readonly kind?: string;
  readonly day: number;
  readonly reading: readonly { readonly day: number; readonly state: string }[];
  readonly organism: readonly string[];
  readonly flag: readonly FlagCode[];
  /** the ward was not told yet that it is positive */
  readonly call?: Reference;
}

/** lines of a page; most laboratories have fewer cultures */
const LINES = 200;
const MOST_LINES = 500;
/** so many pages are looked through for a state, which is not a tag: it changes with the day */
const MOST_PAGES = 4;
/** calls that are open at the same time; more are a laboratory that telephones nobody */
const MOST_CALLS = 200;

interface BenchInput {
  readonly released?: boolean;
  readonly state?: string;
  readonly text?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

const out = (name: string, type: string, min = 1): OperationParameter => one('out', name, type, min);
const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const byId = <T extends FhirResource>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id ?? '', each]));

/** @throws microbiology.unknownState, badLimit */
function checked({ released = false, state, text = '', limit = LINES, cursor }: BenchInput) {
  if (state !== undefined && !cultureStates.some((one) => one === state)) throw errors.unknownState({ at: 'state' });
  if (limit < 1 || limit > MOST_LINES) throw errors.badLimit({ at: 'limit' });
  return { isReleased: released, state, text: text.trim(), limit, cursor };
}

const stateOf = (ctx: Context, { sheet }: CultureRow): string =>
  sheet === undefined ? 'to-receive' : cultureState(sheet, daysOf(ctx, sheet));

/** Rows of one page; of one state, as many pages as one answer may take. */
async function pageRows(ctx: Context, input: BenchInput): Promise<CulturePage> {
  const { state, ...ask } = checked(input);
  const rows: CultureRow[] = [];
  let next = state === 'to-receive' && ask.cursor === undefined ? 'order.' : ask.cursor;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await culturePage(ctx, { ...ask, cursor: next });
    rows.push(...(state === undefined ? page.rows : page.rows.filter((row) => stateOf(ctx, row) === state)));
    next = page.next;
    const isOver =
      state !== undefined && state !== 'to-receive' && next?.startsWith('order.') === true && ask.text === '';
    if (isOver) next = undefined;
    if (next === undefined || rows.length >= ask.limit / 2) break;
  }
  return next === undefined ? { rows } : { rows, next };
}

/** Calls nobody has made yet, by order. */
async function openCalls(ctx: Context): Promise<ReadonlyMap<string, Task>> {
  const query = new URLSearchParams({ code: `${codeSystems.taskKind}|${CULTURE_CALL}`, status: 'requested' });
  query.set('_count', String(MOST_CALLS));
  const { items } = await ctx.store.page('Task', query.toString());
  return new Map(items.map((task) => [idOf(task.basedOn?.[0]?.reference), task]));
}

const isWhole = ({ released, state, text = '', cursor }: BenchInput): boolean =>
  released !== true && state === undefined && cursor === undefined && text.trim() === '';

/** What nobody was told stands on the first page, also when its report was told yesterday. */
async function rowsToCall(
  ctx: Context,
  rows: readonly CultureRow[],
  calls: ReadonlyMap<string, Task>,
): Promise<CultureRow[]> {
  const known = new Set(rows.map(({ order }) => order.id));
  return culturesOf(
    ctx,
    [...calls.keys()].filter((order) => !known.has(order)),
  );
}

interface Around {
  readonly patients: ReadonlyMap<string, Patient>;
  readonly calls: ReadonlyMap<string, Task>;
  readonly standard: BreakpointStandard | undefined;
}

function entryOf(ctx: Context, { order, sheet }: CultureRow, { patients, calls, standard }: Around): BenchEntry {
  const patient = patients.get(idOf(order.subject.reference));
  const call = calls.get(order.id ?? '');
  const day = sheet === undefined ? 0 : daysOf(ctx, sheet);
  return {
    order: { reference: `ServiceRequest/${order.id}` },
    patient: order.subject,
    state: sheet === undefined ? 'to-receive' : cultureState(sheet, day),
    isUrgent: order.priority !== undefined && order.priority !== 'routine',
    test: order.code?.text ?? '',
    day,
    reading: sheet?.readings ?? [],
    organism: (sheet?.isolates ?? []).map(({ organism }) => organismOf(organism)?.name ?? organism),
    flag: [...new Set(sheet === undefined ? [] : judgeSheet(sheet, standard).flatMap(({ flags }) => flags))],
    ...personLine(patient, toVnDay(ctx.now())),
    ...present({
      report: sheet === undefined ? undefined : { reference: `DiagnosticReport/${sheet.report}` },
      orderNumber: identifierValue(order, identifierSystems.orderNumber),
      kind: sheet?.kind,
      call: call === undefined ? undefined : { reference: `Task/${call.id}` },
    }),
  };
}

interface CultureBench {
  readonly entry: readonly BenchEntry[];
  readonly next?: string;
}

/**
 * GET DiagnosticReport/$culture-bench: one page of the open cultures, then of the orders whose specimen has not come;
 * `released`: those told today. On a page urgent ones come first; on the first one stands too whatever nobody was told yet. A page may be short although there is a next one.
 */
export const cultureBench: Operation<BenchInput, CultureBench> = {
  definition: {
    code: 'culture-bench',
    title: { vi: 'Bàn nuôi cấy', en: 'Culture bench' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'released', 'boolean', 0),
      one('in', 'state', 'code', 0),
      one('in', 'text', 'string', 0),
      one('in', 'limit', 'integer', 0),
      one('in', 'cursor', 'string', 0),
      out('next', 'string', 0),
      many('out', 'entry', [
        out('order', 'Reference'),
        out('report', 'Reference', 0),
        out('patient', 'Reference'),
        out('state', 'code'),
        out('isUrgent', 'boolean'),
        out('test', 'string'),
        out('orderNumber', 'string', 0),
        out('kind', 'code', 0),
        out('day', 'integer'),
        many('out', 'reading', [out('day', 'integer'), out('state', 'code')]),
        many('out', 'organism', 'string'),
        many('out', 'flag', 'code'),
        out('call', 'Reference', 0),
        out('name', 'string'),
        out('patientNumber', 'string', 0),
        out('age', 'integer', 0),
        out('ageUnit', 'code', 0),
        out('sex', 'code', 0),
      ]),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['microbiology'],
  },

  async run(ctx, _id, input) {
    const [page, standard, calls] = await Promise.all([
      pageRows(ctx, input),
      loadStandard(ctx, toVnDay(ctx.now())),
      openCalls(ctx),
    ]);
    const rows = isWhole(input) ? [...page.rows, ...(await rowsToCall(ctx, page.rows, calls))] : page.rows;
    const patients = byId(
      await searchEach(
        ctx.store,
        'Patient',
        '_id',
        rows.map(({ order }) => idOf(order.subject.reference)),
      ),
    );
    const entry = rows.map((row) => entryOf(ctx, row, { patients, calls, standard }));
    return {
      entry: entry.toSorted((a, b) => Number(b.isUrgent) - Number(a.isUrgent) || b.day - a.day),
      ...present({ next: page.next }),
    };
  },
};
