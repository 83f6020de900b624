import { present } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Money, PaymentReconciliation } from 'fhir/r4';
import { errors } from '../errors.ts';
import { refuseCardNumber } from '../rules/money-input.ts';
import { type CashCount, closedShift, countedDong } from '../rules/shift.ts';
import { countParameter, openShiftOf, shiftMoney, totalsOf } from './load-shift.ts';

interface CloseShiftInput {
  readonly count: readonly CashCount[];
  readonly note?: string;
}

export interface ShiftClosed {
  readonly shift: PaymentReconciliation;
  readonly expected: Money;
  readonly counted: Money;
  readonly difference: Money;
  readonly cash: Money;
  readonly transfer: Money;
  readonly card: Money;
  readonly wallet: Money;
  readonly refunded: Money;
  readonly receipts: number;
}

const out = (name: string, type: string): OperationParameter => ({ name, use: 'out', min: 1, max: '1', type });

/** POST Invoice/$close-shift: the drawer is counted against what was booked; a difference needs a word. */
export const closeShift: Operation<CloseShiftInput, ShiftClosed> = {
  definition: {
    code: 'close-shift',
    title: { vi: 'Đóng ca thu', en: 'Close shift' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter: [
      countParameter,
      { name: 'note', use: 'in', min: 0, max: '1', type: 'string' },
      out('shift', 'PaymentReconciliation'),
      ...['expected', 'counted', 'difference', 'cash', 'transfer', 'card', 'wallet', 'refunded'].map((name) =>
        out(name, 'Money'),
      ),
      out('receipts', 'integer'),
    ],
    allow: ['cashier'],
  },
  async run(ctx, _id, { count, note }) {
    refuseCardNumber('note', note);
    const open = await openShiftOf(ctx);
    if (open === undefined) throw errors.noShift({ at: 'Invoice' });
    const totals = await totalsOf(ctx, open);
    const at = ctx.now().toISOString();
    const shift = await ctx.store.update(closedShift(open, { count, totals, at, ...present({ note }) }));
    const counted = countedDong(count);
    return {
      shift,
      expected: shiftMoney(totals.expectedCash),
      counted: shiftMoney(counted),
      difference: shiftMoney(counted - totals.expectedCash),
      cash: shiftMoney(totals.cash),
      transfer: shiftMoney(totals.transfer),
      card: shiftMoney(totals.card),
      wallet: shiftMoney(totals.wallet),
      refunded: shiftMoney(totals.refunded),
      receipts: totals.receipts,
    };
  },
};
