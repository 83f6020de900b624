import { addDays, codeSystems, moneyOf, nameText, xu } from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Invoice, Money, Reference } from 'fhir/r4';
import { HELD, invoicedBy, isCovered, paperKindOf, paperNumber, visitTurnOf } from '../rules/counter-paper.ts';
import { detailsOf, dongOf, type EInvoiceKind, eInvoiceKinds, keyOf, kindOf, stateOf } from '../rules/e-invoice.ts';
import { pendingByOriginal } from './adjust-pending.ts';
import { dayOf } from './close-invoice-day.ts';
import { papersOfDay } from './day-papers.ts';
import { byTag, inStates, MOST } from './load-invoices.ts';

interface ListedInvoice {
  readonly invoice: Reference;
  readonly kind: EInvoiceKind;
  readonly state: string;
  readonly status: string;
  readonly amount: Money;
  readonly number?: string;
  readonly buyer: string;
  readonly papers: number;
  readonly reason?: string;
  readonly date: string;
}

interface ListedPaper {
  readonly paper: Reference;
  readonly number: string;
  readonly kind: string;
  readonly amount: Money;
  readonly at: string;
  readonly encounter?: Reference;
  /** whose */
  readonly name?: string;
  /** `open`: without an invoice; `held`: a deposit; `pending`: an invoice must be corrected */
  readonly state: string;
  /** the issued invoice that it changes */
  readonly original?: Reference;
}

/** The invoices of one day and everything that waits. */
export interface InvoiceDay {
  readonly date: string;
  /** receipts, deposits and refunds of the day */
  readonly receipts: Money;
  /** of these, in an electronic invoice */
  readonly invoiced: Money;
  readonly held: Money;
  readonly open: Money;
  /** invoices of any day that the provider has not coded yet */
  readonly waiting: number;
  readonly parked: number;
  readonly invoice: readonly ListedInvoice[];
  readonly paper: readonly ListedPaper[];
}

const money = (papers: readonly Invoice[]): Money =>
  moneyOf(xu(papers.reduce((sum, one) => sum + dongOf(one), 0n) * 100n));
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const invoiceParts: readonly OperationParameter[] = [
  out('invoice', 'Reference'),
  ...['kind', 'state', 'status'].map((name) => out(name, 'code')),
  out('amount', 'Money'),
  out('number', 'string', 0),
  out('buyer', 'string'),
  out('papers', 'integer'),
  out('reason', 'string', 0),
  out('date', 'dateTime'),
];
const paperParts: readonly OperationParameter[] = [
  out('paper', 'Reference'),
  out('number', 'string'),
  out('kind', 'code'),
  out('amount', 'Money'),
  out('at', 'dateTime'),
  out('encounter', 'Reference', 0),
  out('name', 'string', 0),
  out('state', 'code'),
  out('original', 'Reference', 0),
];

function listedInvoice(invoice: Invoice): ListedInvoice {
  const { symbol, number, reason, papers = 0 } = detailsOf(invoice);
  return {
    invoice: { reference: `Invoice/${invoice.id}` },
    kind: kindOf(invoice) ?? 'personal',
    state: stateOf(invoice),
    status: invoice.status,
    amount: invoice.totalGross ?? money([]),
    ...(number === undefined ? {} : { number: `${symbol}-${number}` }),
    buyer: invoice.recipient?.display ?? '',
    papers,
    ...(reason === undefined ? {} : { reason }),
    date: invoice.date ?? '',
  };
}

/** One paper that waits, and for what. */
interface Waiting {
  readonly paper: Invoice;
  readonly state: string;
  readonly original?: Invoice | undefined;
}

/** Names of the people on papers that wait, in as few searches as there are hundreds of them. */
async function namesOf(ctx: Context, waiting: readonly Waiting[]): Promise<ReadonlyMap<string, string>> {
  const ids = waiting.map(({ paper }) => paper.subject?.reference?.split('/')[1] ?? '');
  const people = await searchEach(ctx.store, 'Patient', '_id', ids);
  return new Map(people.map((one) => [`Patient/${one.id}`, nameText(one.name)]));
}

function listedPaper({ paper, state, original }: Waiting, names: ReadonlyMap<string, string>): ListedPaper {
  const { visit } = visitTurnOf(paper);
  const name = names.get(paper.subject?.reference ?? '');
  return {
    paper: { reference: `Invoice/${paper.id}` },
    number: paperNumber(paper),
    kind: paper.status === 'cancelled' ? 'cancelled' : paperKindOf(paper),
    amount: paper.totalGross ?? money([]),
    at: paper.date ?? '',
    ...(visit === '' ? {} : { encounter: { reference: `Encounter/${visit}` } }),
    ...(name === undefined ? {} : { name }),
    state,
    ...(original === undefined ? {} : { original: { reference: `Invoice/${original.id}` } }),
  };
}

async function invoicesOfDay(ctx: Context, day: string): Promise<Invoice[]> {
  const query = new URLSearchParams({
    type: Object.keys(eInvoiceKinds)
      .map((kind) => `${codeSystems.eInvoiceKind}|${kind}`)
      .join(','),
  });
  query.append('date', `ge${day}T00:00:00+07:00`);
  query.append('date', `lt${addDays(day, 1)}T00:00:00+07:00`);
  return ctx.store.search('Invoice', query.toString(), MOST);
}

const isOpen = (paper: Invoice): boolean => invoicedBy(paper) === undefined;

/** GET Invoice/$invoice-day: the electronic invoices of a day, the receipts without one, and what waits for somebody. */
export const invoiceDay: Operation<{ readonly date?: string }, InvoiceDay> = {
  definition: {
    code: 'invoice-day',
    title: { vi: 'Hóa đơn trong ngày', en: 'Invoices of a day' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      out('date', 'date'),
      ...['receipts', 'invoiced', 'held', 'open'].map((name) => out(name, 'Money')),
      ...['waiting', 'parked'].map((name) => out(name, 'integer')),
      { name: 'invoice', use: 'out', min: 0, max: '*', part: invoiceParts },
      { name: 'paper', use: 'out', min: 0, max: '*', part: paperParts },
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, _id, { date }) {
    const day = dayOf(ctx, date);
    const papers = await papersOfDay(ctx, day);
    const pending = await pendingByOriginal(ctx);
    const held = (await byTag(ctx, 'invoicedBy', HELD)).filter(({ status }) => status === 'balanced');
    const waiting = await inStates(ctx, ['gathering', 'waiting', 'created', 'signed', 'sent', 'parked'], 500);
    const today = await invoicesOfDay(ctx, day);
    const waits: readonly Waiting[] = [
      ...papers.filter(isOpen).map((paper) => ({ paper, state: 'open' })),
      ...held.map((paper) => ({ paper, state: 'held' })),
      ...pending.flatMap(({ original, papers: some }) => some.map((paper) => ({ paper, state: 'pending', original }))),
    ];
    const names = await namesOf(ctx, waits);
    const listed = new Map([...today, ...waiting].map((one) => [keyOf(one), one]));
    return {
      date: day,
      receipts: money(papers),
      invoiced: money(papers.filter(isCovered)),
      held: money(papers.filter((paper) => invoicedBy(paper) === HELD)),
      open: money(papers.filter(isOpen)),
      waiting: waiting.filter((one) => stateOf(one) !== 'parked').length,
      parked: waiting.filter((one) => stateOf(one) === 'parked').length,
      invoice: [...listed.values()].map(listedInvoice),
      paper: waits.map((one) => listedPaper(one, names)),
    };
  },
};
