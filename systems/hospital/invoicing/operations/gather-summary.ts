import { createHash } from 'node:crypto';
import { identifierSystems, moneyOf, xu } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { invoiceList } from '../exchange/invoice-list.ts';
import { invoiceMessage } from '../exchange/invoice-message.ts';
import { CONSUMER } from '../rules/buyer.ts';
import { markInvoiced } from '../rules/counter-paper.ts';
import { detailsOf, dongOf, keyOf, stateOf, withDetails, withState } from '../rules/e-invoice.ts';
import { lineItems } from '../rules/invoice-lines.ts';
import { newEInvoice } from '../rules/new-e-invoice.ts';
import { summaryLine } from '../rules/summary-line.ts';
import { byTag, CHUNK, findByKey, rulesOf } from './load-invoices.ts';
import { binaryOf, postEntry, putEntry, transaction } from './write-e-invoice.ts';

const LIST = 'urn:uuid:2b8d3e53-8a5e-4a2c-9a56-0f8d2a6f1c02';
const MESSAGE = 'urn:uuid:2b8d3e53-8a5e-4a2c-9a56-0f8d2a6f1c03';
const MOST_TURNS = 50;

/** The summary of a day that stands or is being made; after a rejection the next one has the next number. */
export async function summaryOf(
  ctx: Context,
  day: string,
): Promise<{ readonly key: string; readonly summary: Invoice | undefined }> {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const key = `th.${day}.${turn}`;
    const summary = await findByKey(ctx, key);
    if (summary?.status !== 'cancelled') return { key, summary };
  }
  return { key: `th.${day}.${MOST_TURNS + 1}`, summary: undefined };
}

/** The one summary of a day, begun; who begins it at the same time gets the same. */
async function begin(ctx: Context, day: string, key: string): Promise<Invoice> {
  const fresh = newEInvoice({
    kind: 'summary',
    key,
    state: 'gathering',
    date: `${day}T23:59:59+07:00`,
    issuer: { reference: ctx.site.facility.organization },
    buyer: { name: CONSUMER },
    lines: [],
    dong: 0n,
  });
  return ctx.store.createIfNone({ system: identifierSystems.eInvoice, value: key }, fresh);
}

/** One chunk of papers and the sum that now holds them, in one transaction: the sum is right at every moment. */
async function take(ctx: Context, summary: Invoice, papers: readonly Invoice[]): Promise<Invoice> {
  const dong = papers.reduce((sum, paper) => sum + dongOf(paper), dongOf(summary));
  const total = moneyOf(xu(dong * 100n));
  const count = (detailsOf(summary).papers ?? 0) + papers.length;
  const next = withDetails({ ...summary, totalNet: total, totalGross: total }, { papers: count });
  const key = keyOf(summary);
  const [written] = await transaction(ctx, [next, ...papers.map((paper) => markInvoiced(paper, key))].map(putEntry));
  return written?.resourceType === 'Invoice' ? written : next;
}

/** No more papers come in: list and message are frozen, and the invoice waits for the provider. */
async function freeze(ctx: Context, summary: Invoice, day: string): Promise<Invoice> {
  const list = invoiceList(await byTag(ctx, 'invoicedBy', keyOf(summary)));
  const lines = [summaryLine(day, dongOf(summary))];
  const ready = withState({ ...summary, lineItem: lineItems(lines) }, 'waiting');
  const message = invoiceMessage(ready, {
    site: ctx.site,
    rules: rulesOf(ctx),
    buyer: { name: CONSUMER },
    lines,
    list: {
      papers: detailsOf(summary).papers ?? 0,
      date: day,
      digest: createHash('sha256').update(list, 'utf8').digest('hex'),
    },
  });
  const [written] = await transaction(ctx, [
    putEntry(withDetails(ready, { list: LIST, message: MESSAGE })),
    postEntry(binaryOf('text/csv; charset=utf-8', list), LIST),
    postEntry(binaryOf('application/json', JSON.stringify(message)), MESSAGE),
  ]);
  return written?.resourceType === 'Invoice' ? written : ready;
}

/**
 * Takes papers into the summary of their day, chunk by chunk, and freezes it. Stopped in between it goes on where it was:
 * papers that are in carry its key.
 *
 * @returns undefined when there is nothing to invoice that day
 */
export async function gatherSummary(
  ctx: Context,
  day: string,
  { key, summary, papers }: { key: string; summary: Invoice | undefined; papers: readonly Invoice[] },
): Promise<Invoice | undefined> {
  if (summary === undefined && papers.length === 0) return undefined;
  let current = summary ?? (await begin(ctx, day, key));
  if (stateOf(current) !== 'gathering') return current;
  for (let start = 0; start < papers.length; start += CHUNK) {
    current = await take(ctx, current, papers.slice(start, start + CHUNK));
  }
  return freeze(ctx, current, day);
}
