import { loadBenefitRecords } from '@lienmach/benefit';
import {
  addDays,
  moneyOf,
  type PersonLine,
  parseInstant,
  parseVnDate,
  personLine,
  present,
  toVnDay,
  toVnIso,
  vnDayOf,
  xu,
} from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Encounter, Money, Patient, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Bill, billOf } from '../rules/bill.ts';
import { byUrgencyToPay, type CashierState, cashierState, ticketOf } from '../rules/cashier-line.ts';

export interface CashierEntry extends PersonLine {
  readonly encounter: Reference;
  readonly patient: Reference;
  readonly ticket?: number;
  readonly room?: string;
  readonly payable?: Money;
  readonly paid?: Money;
  readonly due?: Money;
  readonly state: CashierState;
  /** why nothing can be computed */
  readonly problem?: string;
  readonly finished: boolean;
  readonly since?: string;
}

export interface CashierWorklist {
  readonly count: Readonly<Record<CashierState, number>>;
  /** all that is due */
  readonly total: Money;
  readonly entry: readonly CashierEntry[];
}

const MOST = 2000;
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const entryParts: readonly OperationParameter[] = [
  out('encounter', 'Reference'),
  out('patient', 'Reference'),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
  out('ticket', 'integer', 0),
  out('room', 'string', 0),
  ...['payable', 'paid', 'due'].map((name) => out(name, 'Money', 0)),
  out('state', 'code'),
  out('problem', 'string', 0),
  out('finished', 'boolean'),
  out('since', 'dateTime', 0),
];

const parameter: readonly OperationParameter[] = [
  { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
  {
    name: 'count',
    use: 'out',
    min: 1,
    max: '1',
    part: ['due', 'refund', 'settled', 'unclear'].map((name) => out(name, 'integer')),
  },
  out('total', 'Money'),
  { name: 'entry', use: 'out', min: 0, max: '*', part: entryParts },
];

const dong = (amount: bigint): Money => moneyOf(xu(amount * 100n));
const unbilled: ReadonlySet<Encounter['status']> = new Set(['planned', 'cancelled', 'entered-in-error']);

/** at night nobody who waits to pay falls off the list at midnight */
const EVENING = 6 * 3_600_000;

/** The last instant before the list: of a day that is asked for its own visits, of now those of the evening as well. */
function beforeList(ctx: Context, day: string, isNow: boolean): string {
  const midnight = `${addDays(day, -1)}T23:59:59+07:00`;
  const evening = new Date(ctx.now().getTime() - EVENING);
  return isNow && evening < parseInstant(midnight) ? toVnIso(evening) : midnight;
}

/** Visits that began after an instant, up to the end of this day. */
async function visitsOf(ctx: Context, day: string, after: string): Promise<Encounter[]> {
  const query = new URLSearchParams([
    ['date', `sa${after}`],
    ['date', `lt${addDays(day, 1)}`],
  ]);
  const visits = await ctx.store.search('Encounter', query.toString(), MOST);
  return visits.filter(({ status }) => !unbilled.has(status));
}

interface Priced {
  readonly encounter: Encounter;
  readonly bill?: Bill;
  readonly problem?: string;
}

/** One visit whose money cannot be computed says so; the others stay in the list. */
function priced(encounter: Encounter, bill: () => Bill): Priced {
  try {
    return { encounter, bill: bill() };
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    return { encounter, problem: thrown.outcome.issue[0]?.details?.text ?? thrown.message };
  }
}

function entryOf({ encounter, bill, problem }: Priced, patient: Patient | undefined, day: string): CashierEntry {
  return {
    encounter: { reference: `Encounter/${encounter.id}` },
    patient: { reference: encounter.subject?.reference ?? '' },
    ...personLine(patient, day),
    state: bill === undefined ? 'unclear' : cashierState(bill.due),
    finished: encounter.status === 'finished',
    ...present({
      ticket: ticketOf(encounter),
      room: encounter.location?.[0]?.location.display,
      problem,
      since: encounter.period?.end ?? encounter.period?.start,
    }),
    ...(bill === undefined ? {} : { payable: dong(bill.payable), paid: dong(bill.paid), due: dong(bill.due) }),
  };
}

async function pricedVisits(ctx: Context, day: string, isNow: boolean): Promise<Priced[]> {
  const after = beforeList(ctx, day, isNow);
  const visits = await visitsOf(ctx, day, after);
  const subjects = visits.map(({ subject }) => subject?.reference ?? '');
  const [records, invoices] = await Promise.all([
    loadBenefitRecords(ctx.store, visits),
    searchEach(ctx.store, 'Invoice', 'subject', subjects, `date=ge${vnDayOf(after)}`),
  ]);
  const bySubject = Map.groupBy(invoices, ({ subject }) => subject?.reference ?? '');
  return visits.flatMap((encounter) => {
    const record = records.get(encounter.id ?? '');
    const own = bySubject.get(encounter.subject?.reference ?? '') ?? [];
    return record === undefined ? [] : [priced(encounter, () => billOf(record(), own))];
  });
}

/**
 * GET Encounter/$cashier-worklist: the visits of a day with what each still owes, who may leave first on top. Without a day
 * those of today, and after midnight those of the last hours of yesterday.
 */
export const cashierWorklist: Operation<{ readonly date?: string }, CashierWorklist> = {
  definition: {
    code: 'cashier-worklist',
    title: { vi: 'Danh sách chờ thu', en: 'Cashier worklist' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: false,
    parameter,
    allow: ['cashier'],
  },
  async run(ctx, _id, { date }) {
    const day = date === undefined ? toVnDay(ctx.now()) : parseVnDate(date, 'date');
    if (day.length !== 10) throw errors.badDate({ at: 'date' });
    const visits = await pricedVisits(ctx, day, date === undefined);
    const idOf = ({ encounter }: Priced) => encounter.subject?.reference?.split('/')[1] ?? '';
    const patients = await searchEach(ctx.store, 'Patient', '_id', visits.map(idOf));
    const byId = new Map(patients.map((patient) => [patient.id, patient]));
    const entry = visits.map((visit) => entryOf(visit, byId.get(idOf(visit)), day)).toSorted(byUrgencyToPay);
    const of = (state: CashierState) => entry.filter((one) => one.state === state).length;
    const total = visits.reduce((sum, { bill }) => sum + (bill !== undefined && bill.due > 0n ? bill.due : 0n), 0n);
    return {
      count: { due: of('due'), refund: of('refund'), settled: of('settled'), unclear: of('unclear') },
      total: dong(total),
      entry,
    };
  },
};
