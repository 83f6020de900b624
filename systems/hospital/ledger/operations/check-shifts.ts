import { formatDong, type Xu, xu } from '@lienmach/core';
import type { RoomStore } from '@lienmach/system-kit';
import type { CashShift } from '../rules/cash-shift.ts';
import { counterPaper } from '../rules/counter-paper.ts';
import type { Misfit, Tally } from '../rules/tally.ts';

/** papers of one shift; the counter itself allows as many */
const MOST = 5000;

async function cashOf(store: RoomStore, shift: CashShift): Promise<{ cashIn: Xu; cashOut: Xu }> {
  const query = new URLSearchParams([
    ['participant', shift.cashier],
    ['date', `ge${shift.start}`],
    ['date', `le${shift.end}`],
    ['status', 'balanced'],
  ]);
  const found = await store.search('Invoice', query.toString(), MOST);
  const amounts = found
    .flatMap((invoice) => counterPaper(invoice) ?? [])
    .filter(({ way, cashier }) => way === 'cash' && cashier === shift.cashier)
    .map(({ amount }) => amount);
  const sum = (fits: (amount: Xu) => boolean): bigint => amounts.filter(fits).reduce((total, one) => total + one, 0n);
  return { cashIn: xu(sum((amount) => amount > 0n)), cashOut: xu(-sum((amount) => amount < 0n)) };
}

/** Shifts that were counted: what they say beside what their papers say. One search for each. */
export async function checkShifts(store: RoomStore, tally: Tally, shifts: readonly CashShift[]): Promise<void> {
  for (const shift of shifts) {
    const { cashIn, cashOut } = await cashOf(store, shift);
    tally.add('shifts.expected', shift.expected);
    tally.add('shifts.float', shift.float);
    tally.add('shifts.cashIn', cashIn);
    tally.add('shifts.cashOut', cashOut);
    tally.add('shifts.notes', shift.notes);
    tally.add('shifts.difference', shift.difference);
    const what = `PaymentReconciliation/${shift.id}`;
    const apart = xu(shift.expected - shift.float - cashIn + cashOut);
    if (apart !== 0n) tally.misfit('drawer', misfit(what, 'Tiền phải có của ca khác các phiếu của ca', apart));
    const uncounted = xu(shift.notes - shift.expected - shift.difference);
    if (uncounted !== 0n) tally.misfit('count', misfit(what, 'Tờ tiền đếm được khác số ghi của ca', uncounted));
  }
}

const misfit = (what: string, text: string, amount: Xu): Misfit => ({
  what,
  text: `${text}: ${formatDong(amount)}.`,
  amount,
});
