import type { Context } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { dayOfPaper, invoicedBy, isCovered, paperKindOf, refundedOf } from '../rules/counter-paper.ts';
import { detailsOf, fixOf, keyOf } from '../rules/e-invoice.ts';
import { summaryOf } from './gather-summary.ts';
import { findByKey } from './load-invoices.ts';

const MOST_HOPS = 50;

/** Key of the electronic invoice whose money a paper changes. */
async function originalKey(
  ctx: Context,
  paper: Invoice,
  refunded: ReadonlyMap<string, Invoice>,
): Promise<string | undefined> {
  if (paper.status === 'cancelled') return invoicedBy(paper);
  if (paperKindOf(paper) === 'refund') {
    const paid = refunded.get(refundedOf(paper) ?? '');
    return paid !== undefined && isCovered(paid) ? invoicedBy(paid) : undefined;
  }
  const { key, summary } = await summaryOf(ctx, dayOfPaper(paper));
  return summary === undefined ? undefined : key;
}

/** The invoice that stands in its place after all replacements. */
async function standing(ctx: Context, key: string): Promise<Invoice | undefined> {
  let found = await findByKey(ctx, key);
  for (let hop = 0; hop < MOST_HOPS && found !== undefined && fixOf(found) === 'replaced'; hop += 1) {
    const next = await findByKey(ctx, `${keyOf(found)}.t${detailsOf(found).fixes ?? 1}`);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

/**
 * The electronic invoice that a refund, a cancelled receipt or a late receipt changes, as it stands today.
 *
 * @param refunded  what refunds gave money back of, by `Invoice/<id>`
 */
export async function originalOf(
  ctx: Context,
  paper: Invoice,
  refunded: ReadonlyMap<string, Invoice>,
): Promise<Invoice | undefined> {
  const key = await originalKey(ctx, paper, refunded);
  return key === undefined ? undefined : standing(ctx, key);
}
