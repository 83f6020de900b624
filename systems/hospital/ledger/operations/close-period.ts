import { gzipSync } from 'node:zlib';
import { addDays, formatDong, identifierSystems, sumXu, toVnDay } from '@lienmach/core';
import type { Context, Operation, RoomStore } from '@lienmach/system-kit';
import type { Basic, Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClosedDay, closedMonthResource } from '../exchange/closed-month.ts';
import { entriesText } from '../exchange/entry-text.ts';
import { debitOf } from '../rules/journal-entry.ts';
import { monthPeriod } from '../rules/period.ts';
import { checkPeriod } from './check-period.ts';
import { deriveDay } from './derive-day.ts';
import { closedMonths, digestOf } from './load-closed.ts';

interface CloseInput {
  /** `yyyy-MM` */
  readonly month: string;
  /** needed when an equation of the month does not hold */
  readonly reason?: string;
}

/** The entries of one day, packed and kept with the digest of their text. */
async function keepDay(store: RoomStore, day: string): Promise<ClosedDay> {
  const entries = await deriveDay(store, day);
  const text = entriesText(entries);
  const { id } = await store.create<Binary>({
    resourceType: 'Binary',
    contentType: 'application/gzip',
    data: gzipSync(text).toString('base64'),
  });
  return {
    day,
    content: `Binary/${id}`,
    digest: digestOf(text),
    entries: entries.length,
    turnover: sumXu(entries.map(debitOf)),
  };
}

/** A month before this one that is open although an earlier one is closed: closing jumps over nothing. */
async function checkOrder(ctx: Context, month: string): Promise<void> {
  const before = addDays(`${month}-01`, -1).slice(0, 7);
  const year = monthPeriod(before);
  const known = await closedMonths(ctx.store, { from: addDays(year.from, -330), to: year.to });
  const isFirst = known.length === 0;
  if (!isFirst && !known.some((one) => one.month === before)) throw errors.earlierOpen({ at: 'month', month: before });
}

async function checkFits(ctx: Context, month: string, reason: string | undefined): Promise<void> {
  if (reason !== undefined && reason.trim().length >= 5) return;
  const { tally } = await checkPeriod(ctx, { period: monthPeriod(month), withEnvelopes: false });
  const wrong = tally.identities().find(({ holds }) => !holds);
  if (wrong === undefined) return;
  throw errors.moneyDoesNotFit({ at: 'month', name: wrong.text, difference: formatDong(wrong.difference) });
}

/**
 * POST Account/$close-period: the journal of a month as it is now becomes the book of the month. What changes afterwards is
 * corrected by entries of the open month.
 */
export const closePeriod: Operation<CloseInput, Basic> = {
  definition: {
    code: 'close-period',
    title: { vi: 'Khóa sổ tháng', en: 'Close a month' },
    resource: ['Account'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'reason', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Basic' },
    ],
    allow: ['accountant'],
    readsAs: ['ledger', 'ledger-keeper'],
  },
  async run(ctx, _id, { month, reason }) {
    const period = monthPeriod(month);
    const today = toVnDay(ctx.now());
    if (period.to >= today) throw errors.monthNotOver({ at: 'month', month });
    const [already] = await closedMonths(ctx.store, period);
    if (already !== undefined) throw errors.closedAlready({ at: 'month', month });
    await checkOrder(ctx, month);
    await checkFits(ctx, month, reason);
    const days: ClosedDay[] = [];
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) days.push(await keepDay(ctx.store, day));
    const identifier = { system: identifierSystems.accountingPeriod, value: month };
    return ctx.store.createIfNone(identifier, closedMonthResource({ month, days }, ctx.actor, today, reason));
  },
};
