import { parseVnDate, toVnDay } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Invoice, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { HELD, markInvoiced, NOTHING, PENDING } from '../rules/counter-paper.ts';
import { dongOf, stateOf } from '../rules/e-invoice.ts';
import { adjustPending } from './adjust-pending.ts';
import { sortedDay } from './day-papers.ts';
import { gatherSummary, summaryOf } from './gather-summary.ts';
import { CHUNK, rulesOf } from './load-invoices.ts';
import { putEntry, transaction } from './write-e-invoice.ts';

export interface ClosedDay {
  /** absent: nobody paid anything that day that no other invoice holds */
  readonly summary?: Reference;
  /** deposits that stay receipts for now */
  readonly held: number;
  readonly adjustment: readonly Reference[];
  /** papers that wait for a person, or for the code of the invoice they change */
  readonly waiting: number;
}

const MOST_TRIES = 8;
const out = (name: string, type: string, min: number, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});

/** @throws invoicing.badDate, invoicing.dayToCome */
export function dayOf(ctx: Context, date: string | undefined): string {
  const today = toVnDay(ctx.now());
  const day = date === undefined ? today : parseVnDate(date, 'date');
  if (day.length !== 10) throw errors.badDate({ at: 'date' });
  if (day > today) throw errors.dayToCome({ at: 'date', day });
  return day;
}

async function mark(ctx: Context, papers: readonly Invoice[], code: string): Promise<void> {
  for (let start = 0; start < papers.length; start += CHUNK) {
    const chunk = papers.slice(start, start + CHUNK).map((paper) => putEntry(markInvoiced(paper, code)));
    await transaction(ctx, chunk);
  }
}

const sumOf = (papers: readonly Invoice[]): bigint => papers.reduce((sum, paper) => sum + dongOf(paper), 0n);

/** One reading of the day and what follows from it. @throws 412 when somebody else changed a paper meanwhile */
async function closeOnce(ctx: Context, day: string): Promise<ClosedDay> {
  const { cover, hold, correct } = await sortedDay(ctx, day);
  const { key, summary } = await summaryOf(ctx, day);
  const isFrozen = summary !== undefined && stateOf(summary) !== 'gathering';
  const isNothing = summary === undefined && sumOf(cover) === 0n;
  await mark(ctx, hold, HELD);
  await mark(ctx, correct, PENDING);
  // what was given back whole on the same day is no sale; what came after the summary changes it
  if (isNothing) await mark(ctx, cover, NOTHING);
  if (isFrozen) await mark(ctx, cover, PENDING);
  const made = isNothing || isFrozen ? summary : await gatherSummary(ctx, day, { key, summary, papers: cover });
  const { made: adjustments, waiting } = await adjustPending(ctx);
  return {
    ...(made === undefined ? {} : { summary: { reference: `Invoice/${made.id}` } }),
    held: hold.length,
    adjustment: adjustments.map(({ id }) => ({ reference: `Invoice/${id}` })),
    waiting,
  };
}

/**
 * POST Invoice/$close-invoice-day: the one summary invoice of a day for every receipt that no invoice holds, and the
 * adjustments that refunds, cancelled and late receipts ask for. Run again it finds what it made.
 */
export const closeInvoiceDay: Operation<{ readonly date?: string }, ClosedDay> = {
  definition: {
    code: 'close-invoice-day',
    title: { vi: 'Lập hóa đơn tổng cuối ngày', en: 'Close the invoices of a day' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      out('summary', 'Reference', 0),
      out('held', 'integer', 1),
      out('adjustment', 'Reference', 0, '*'),
      out('waiting', 'integer', 1),
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, _id, { date }) {
    rulesOf(ctx);
    const day = dayOf(ctx, date);
    for (let tries = 1; ; tries += 1) {
      try {
        return await closeOnce(ctx, day);
      } catch (thrown) {
        // a counter took money, gave some back or issued an invoice meanwhile: the day is read again
        const isRace = isFhirError(thrown) && thrown.code === 'store.versionConflict';
        if (!isRace || tries >= MOST_TRIES) throw thrown;
      }
    }
  },
};
