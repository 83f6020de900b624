import { addDays, identifierSystems, identifierValue, vnDayOf } from '@lienmach/core';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { PaymentReconciliation } from 'fhir/r4';
import { noteDebts } from '../operations/note-debts.ts';
import { openMoneyDays, watchDay } from '../operations/watch-day.ts';
import { cashShift } from '../rules/cash-shift.ts';

/** Another drawer was counted earlier today: the day before has been looked at. */
async function isFirstToday(ctx: Context, { id, period }: PaymentReconciliation): Promise<boolean> {
  const end = period?.end ?? '';
  const day = vnDayOf(end);
  const query = new URLSearchParams([
    ['outcome', 'complete'],
    ['created', `ge${addDays(day, -2)}T00:00:00+07:00`],
    ['created', `le${end}`],
  ]);
  const shifts = (await ctx.store.search('PaymentReconciliation', query.toString())).flatMap(
    (shift) => cashShift(shift) ?? [],
  );
  return !shifts.some((one) => one.id !== id && vnDayOf(one.end) === day && one.end < end);
}

/**
 * The first drawer of a day was counted: the day before, to which nothing is added any more, is held beside itself, and who
 * left owing is noted. What came in the night (the bank, invoices) is there by then. Days that did not fit are looked at
 * again.
 */
export const onShiftCounted: Subscription<'PaymentReconciliation'> = {
  id: 'on-shift-counted',
  on: 'PaymentReconciliation',
  when: (shift) =>
    shift.outcome === 'complete' &&
    shift.period?.end !== undefined &&
    identifierValue(shift, identifierSystems.cashShift) !== undefined,
  actAs: ['ledger', 'ledger-keeper'],
  // one day is looked at by one reaction at a time
  key: () => 'ledger-watch',
  async react(ctx, shift) {
    if (!(await isFirstToday(ctx, shift))) return;
    const yesterday = addDays(vnDayOf(shift.period?.end ?? ''), -1);
    await noteDebts(ctx, yesterday);
    for (const day of new Set([yesterday, ...(await openMoneyDays(ctx))])) await watchDay(ctx, day);
  },
};
