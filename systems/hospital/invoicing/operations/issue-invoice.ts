import { formatVnDate, identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Encounter, Invoice, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { invoiceMessage } from '../exchange/invoice-message.ts';
import { type BuyerInput, buyerOf } from '../rules/buyer.ts';
import { choosePapers } from '../rules/choose-papers.ts';
import { isPaper, markInvoiced, visitTurnOf } from '../rules/counter-paper.ts';
import { dongOf } from '../rules/e-invoice.ts';
import { personalLines } from '../rules/invoice-lines.ts';
import { newEInvoice } from '../rules/new-e-invoice.ts';
import { findByKey, rulesOf } from './load-invoices.ts';
import { settledVisits } from './settled-visits.ts';
import { writeEInvoice } from './write-e-invoice.ts';

interface IssueInput extends BuyerInput {
  readonly key: string;
  readonly receipt?: readonly Reference[];
}

const text = (name: string): OperationParameter => ({ name, use: 'in', min: 0, max: '1', type: 'string' });

/** in: who buys */
export const buyerParameters: readonly OperationParameter[] = [
  'buyerName',
  'taxNumber',
  'personalNumber',
  'buyerAddress',
  'buyerEmail',
].map(text);

/** Papers of the counter of one visit, oldest first. */
async function papersOf(ctx: Context, { id = '', subject }: Encounter): Promise<Invoice[]> {
  const query = new URLSearchParams({ subject: subject?.reference ?? '' });
  const found = await ctx.store.search('Invoice', query.toString());
  return found
    .filter((paper) => isPaper(paper) && visitTurnOf(paper).visit === id)
    .toSorted((a, b) => visitTurnOf(a).turn - visitTurnOf(b).turn);
}

/** POST Encounter/{id}/$issue-invoice: the invoice of one patient who asks for it; the receipts it covers are marked with it. */
export const issueInvoice: Operation<IssueInput, Invoice> = {
  definition: {
    code: 'issue-invoice',
    title: { vi: 'Lập hóa đơn cho người mua', en: 'Issue an invoice' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'key', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'receipt', use: 'in', min: 0, max: '*', type: 'Reference' },
      ...buyerParameters,
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, id, input) {
    const rules = rulesOf(ctx);
    if (!/^[0-9A-Za-z-]{1,60}$/.test(input.key)) throw errors.keyNeeded({ at: 'key' });
    const key = `cn.${id}.${input.key}`;
    const earlier = await findByKey(ctx, key);
    if (earlier !== undefined) return earlier;
    const buyer = buyerOf(input);
    const encounter = await ctx.store.read('Encounter', id);
    const papers = await papersOf(ctx, encounter);
    const settled = await settledVisits(ctx, papers);
    const chosen = choosePapers({
      papers,
      wanted: input.receipt?.map(({ reference }) => reference ?? ''),
      settled,
      invoicesDeposits: rules.invoicesDeposits ?? false,
    });
    const now = ctx.now();
    const lines = personalLines(chosen, `bảng kê chi phí khám bệnh, chữa bệnh ngày ${formatVnDate(toVnDay(now))}`);
    const invoice = newEInvoice({
      kind: 'personal',
      key,
      state: 'waiting',
      date: toVnIso(now),
      issuer: { reference: ctx.site.facility.organization },
      buyer,
      lines,
      dong: chosen.reduce((sum, paper) => sum + dongOf(paper), 0n),
      subject: { reference: encounter.subject?.reference ?? '' },
      identifier: [{ system: identifierSystems.requestKey, value: input.key }],
    });
    const message = invoiceMessage(invoice, { site: ctx.site, rules, buyer, lines });
    const changes = chosen.map((paper) => markInvoiced(paper, key));
    return writeEInvoice(ctx, { invoice, message, changes, papers: chosen.length });
  },
};
