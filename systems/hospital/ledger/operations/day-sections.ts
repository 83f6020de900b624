import { addDays, codeSystems, vnDayOf } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import type { Invoice, Task } from 'fhir/r4';
import { bankMoney, tellsDifference } from '../rules/bank-money.ts';
import { cashShift } from '../rules/cash-shift.ts';
import { counterPaper } from '../rules/counter-paper.ts';
import type { Facts } from '../rules/facts.ts';
import { correctedInvoice, issuedInvoice, sortOf } from '../rules/issued-invoice.ts';
import { withinDay } from '../rules/period.ts';
import { loadCorrections } from './load-corrections.ts';
import { priceVisits } from './load-visits.ts';

export interface FactsPage {
  readonly facts: Facts;
  readonly next?: string;
}

type Section = (store: RoomStore, day: string, cursor: string | undefined) => Promise<FactsPage>;

/** rows of one page: visits bring their lines along */
const PAGE = 200;
/** most shifts are counted within this many days of their beginning; those that are not are found by the day they were written */
const USUAL_SHIFT_DAYS = 7;

const query = (...criteria: (readonly string[])[]): string =>
  new URLSearchParams([
    ...criteria.map(([name = '', value = '']) => [name, value]),
    ['_count', String(PAGE)],
  ]).toString();

const continued = (facts: Facts, next: string | undefined): FactsPage => ({
  facts,
  ...(next === undefined ? {} : { next }),
});

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';

/** Papers of the counter dated on this day, also those that were cancelled later. */
const papers: Section = async (store, day, cursor) => {
  const { items, next } = await store.page(
    'Invoice',
    query(['status', 'balanced,cancelled'], ...withinDay('date', day)),
    cursor,
  );
  return continued({ of: 'papers', papers: items.flatMap((invoice) => counterPaper(invoice) ?? []) }, next);
};

const doneToday = (kind: string, day: string): string =>
  query(['code', `${codeSystems.taskKind}|${kind}`], ['status', 'completed'], ...withinDay('modified', day));

/** Papers that a second person cancelled on this day. */
const cancelled: Section = async (store, day, cursor) => {
  const { items, next } = await store.page('Task', doneToday('cancel-receipt', day), cursor);
  const found = await searchEach(
    store,
    'Invoice',
    '_id',
    items.map(({ focus }) => idOf(focus?.reference)),
  );
  const gone = found.flatMap((invoice) => counterPaper(invoice) ?? []).filter(({ isCancelled }) => isCancelled);
  return continued({ of: 'cancelled', papers: gone }, next);
};

/** Visits that ended on a day, a page of them. */
export const endedOn = (day: string): string =>
  query(['status', 'finished'], ['date', `ge${day}T00:00:00+07:00`], ['date', `eb${addDays(day, 1)}T00:00:00+07:00`]);

/** Visits that ended on this day, priced as they stand now. */
const visits: Section = async (store, day, cursor) => {
  const { items, next } = await store.page('Encounter', endedOn(day), cursor);
  const ended = items.filter(({ period }) => period?.end !== undefined && vnDayOf(period.end) === day);
  return continued({ of: 'visits', ...(await priceVisits(store, ended)) }, next);
};

/** Shifts that were counted on this day, also when somebody forgot to close one for weeks. */
const shifts: Section = async (store, day, cursor) => {
  const usual = `${addDays(day, -USUAL_SHIFT_DAYS)}T00:00:00+07:00`;
  const began = [
    ['created', `ge${usual}`],
    ['created', `lt${addDays(day, 1)}T00:00:00+07:00`],
  ];
  const { items, next } = await store.page('PaymentReconciliation', query(['outcome', 'complete'], ...began), cursor);
  const late = query(['outcome', 'complete'], ['created', `lt${usual}`], ...withinDay('_lastUpdated', day));
  const forgotten = cursor === undefined ? await store.search('PaymentReconciliation', late) : [];
  const counted = [...forgotten, ...items].flatMap((one) => cashShift(one) ?? []);
  return continued({ of: 'shifts', shifts: counted.filter(({ end }) => vnDayOf(end) === day) }, next);
};

/** Money that a bank told of on this day. */
const bank: Section = async (store, day, cursor) => {
  const { items, next } = await store.page('PaymentNotice', query(...withinDay('created', day)), cursor);
  return continued({ of: 'bank', money: items.flatMap((notice) => bankMoney(notice) ?? []) }, next);
};

/** Money that was nobody's, sent back on this day. */
const returned: Section = async (store, day, cursor) => {
  const { items, next } = await store.page('Task', doneToday('bank-unmatched', day), cursor);
  const back = items.filter((task: Task) => task.encounter === undefined && !tellsDifference(task));
  const notices = await searchEach(
    store,
    'PaymentNotice',
    '_id',
    back.map(({ focus }) => idOf(focus?.reference)),
  );
  const loose = notices.filter(({ request }) => request === undefined);
  return continued({ of: 'returned', money: loose.flatMap((notice) => bankMoney(notice) ?? []) }, next);
};

const invoiceKinds = ['personal', 'summary', 'insurer', 'adjustment', 'replacement']
  .map((code) => `${codeSystems.eInvoiceKind}|${code}`)
  .join(',');

/** Electronic invoices of this day that have their code, with what they replace. */
const invoices: Section = async (store, day, cursor) => {
  const { items, next } = await store.page('Invoice', query(['type', invoiceKinds], ...withinDay('date', day)), cursor);
  const before = items.filter((one) => sortOf(one) === 'replacement').map((one) => idOf(correctedInvoice(one)));
  const replaced = new Map((await searchEach(store, 'Invoice', '_id', before)).map((one) => [one.id, one]));
  const beforeOf = (one: Invoice): Invoice | undefined => replaced.get(idOf(correctedInvoice(one)));
  return continued({ of: 'invoices', issued: items.flatMap((one) => issuedInvoice(one, beforeOf(one)) ?? []) }, next);
};

/** Corrections of closed months that were booked on this day. */
const corrections: Section = async (store, day, cursor) => loadCorrections(store, day, cursor);

/** A day of the record in the order in which the journal tells it. */
export const daySections = {
  papers,
  cancelled,
  visits,
  shifts,
  bank,
  returned,
  invoices,
  corrections,
} as const satisfies Readonly<Record<string, Section>>;
