import { addDays } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { HELD, isPaper, refundedOf } from '../rules/counter-paper.ts';
import { type SortedDay, sortDay } from '../rules/sort-day.ts';
import { byTag, MOST, rulesOf } from './load-invoices.ts';
import { settledVisits } from './settled-visits.ts';

/** Papers of the counter of one day in Viet Nam that stand. */
export async function papersOfDay(ctx: Context, day: string): Promise<Invoice[]> {
  const query = new URLSearchParams({ status: 'balanced' });
  query.append('date', `ge${day}T00:00:00+07:00`);
  query.append('date', `lt${addDays(day, 1)}T00:00:00+07:00`);
  return (await ctx.store.search('Invoice', query.toString(), MOST)).filter(isPaper);
}

/** What they gave money back of, by `Invoice/<id>`. */
export async function refundedPapers(ctx: Context, papers: readonly Invoice[]): Promise<ReadonlyMap<string, Invoice>> {
  const ids = papers.flatMap((paper) => refundedOf(paper)?.split('/')[1] ?? []);
  const found = await searchEach(ctx.store, 'Invoice', '_id', ids);
  return new Map(found.map((paper) => [`Invoice/${paper.id}`, paper]));
}

/** The day as it is now: what goes into its summary, what is held, what needs an adjustment. */
export async function sortedDay(ctx: Context, day: string): Promise<SortedDay> {
  const papers = await papersOfDay(ctx, day);
  const held = (await byTag(ctx, 'invoicedBy', HELD)).filter(({ status }) => status === 'balanced');
  return sortDay({
    papers,
    held,
    refunded: await refundedPapers(ctx, papers),
    settled: await settledVisits(ctx, [...held, ...papers]),
    invoicesDeposits: rulesOf(ctx).invoicesDeposits ?? false,
  });
}
