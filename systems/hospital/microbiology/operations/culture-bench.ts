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
import type { FhirResource, Patient, Reference, ServiceRequest } from 'fhir/r4';
import { cultureServices } from '../catalogs/culture-services.ts';
import type { FlagCode } from '../catalogs/expert-rules.ts';
import { organismOf } from '../catalogs/organisms.ts';
import type { BreakpointStandard } from '../rules/breakpoint.ts';
import { cultureState } from '../rules/culture-state.ts';
import { type Worksheet, worksheetOf } from '../rules/worksheet.ts';
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
}

/** cultures are open for two weeks at most; an order nobody brought a specimen for is no work after a week */
const MOST_OPEN = 2000;
const DAYS_WAITING = 7;

const out = (name: string, type: string, min = 1): OperationParameter => one('out', name, type, min);
const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const byId = <T extends FhirResource>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id ?? '', each]));

async function sheetsOf(ctx: Context, isReleased: boolean): Promise<Worksheet[]> {
  const tag = `${codeSystems.microbiology}|${isReleased ? 'closed' : 'open'}`;
  const today = `ge${toVnDay(ctx.now())}T00:00:00+07:00`;
  const query = new URLSearchParams({ _tag: tag, ...(isReleased ? { _lastUpdated: today } : {}) });
  return (await ctx.store.search('Basic', query.toString(), MOST_OPEN)).map(worksheetOf);
}

/** Orders whose specimen has not come yet. */
async function waitingOrders(ctx: Context, known: ReadonlySet<string>): Promise<ServiceRequest[]> {
  const since = new Date(ctx.now().getTime() - DAYS_WAITING * 86_400_000).toISOString();
  const code = cultureServices.map((each) => `${codeSystems.services7603}|${each.code}`).join(',');
  const query = new URLSearchParams({ status: 'active', code, authored: `ge${since}` });
  const orders = await ctx.store.search('ServiceRequest', query.toString(), MOST_OPEN);
  return orders.filter(({ id }) => !known.has(id ?? ''));
}

function entryOf(
  ctx: Context,
  order: ServiceRequest,
  patient: Patient | undefined,
  sheet: Worksheet | undefined,
  standard: BreakpointStandard | undefined,
): BenchEntry {
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
    }),
  };
}

/** GET DiagnosticReport/$culture-bench: open cultures and orders whose specimen has not come; `released`: those told today. */
export const cultureBench: Operation<{ readonly released?: boolean }, { readonly entry: readonly BenchEntry[] }> = {
  definition: {
    code: 'culture-bench',
    title: { vi: 'Bàn nuôi cấy', en: 'Culture bench' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'released', 'boolean', 0),
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

  async run(ctx, _id, { released = false }) {
    const sheets = await sheetsOf(ctx, released);
    const of = new Map(sheets.map((sheet) => [sheet.order, sheet]));
    const [worked, waiting, standard] = await Promise.all([
      searchEach(ctx.store, 'ServiceRequest', '_id', [...of.keys()]),
      released ? [] : waitingOrders(ctx, new Set(of.keys())),
      loadStandard(ctx, toVnDay(ctx.now())),
    ]);
    const orders = [...worked, ...waiting];
    const patients = byId(
      await searchEach(
        ctx.store,
        'Patient',
        '_id',
        orders.map(({ subject }) => idOf(subject.reference)),
      ),
    );
    const entry = orders.map((order) =>
      entryOf(ctx, order, patients.get(idOf(order.subject.reference)), of.get(order.id ?? ''), standard),
    );
    return { entry: entry.toSorted((a, b) => Number(b.isUrgent) - Number(a.isUrgent) || b.day - a.day) };
  },
};
