import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Money, PaymentReconciliation } from 'fhir/r4';
import { shiftTotals } from '../rules/shift.ts';
import { openShiftOf, shiftMoney, totalsOf } from './load-shift.ts';

export interface ShiftNow {
  /** absent: no shift is open */
  readonly shift?: PaymentReconciliation;
  readonly float: Money;
  readonly cash: Money;
  readonly transfer: Money;
  readonly card: Money;
  readonly wallet: Money;
  readonly refunded: Money;
  readonly expectedCash: Money;
  readonly receipts: number;
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

/** GET Invoice/$shift: the caller's open shift and what went through it so far. */
export const shift: Operation<void, ShiftNow> = {
  definition: {
    code: 'shift',
    title: { vi: 'Ca thu đang mở', en: 'Current shift' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: false,
    parameter: [
      out('shift', 'PaymentReconciliation', 0),
      ...['float', 'cash', 'transfer', 'card', 'wallet', 'refunded', 'expectedCash'].map((name) => out(name, 'Money')),
      out('receipts', 'integer'),
    ],
    allow: ['cashier'],
  },
  async run(ctx) {
    const open = await openShiftOf(ctx);
    const totals = open === undefined ? shiftTotals(0n, []) : await totalsOf(ctx, open);
    return {
      ...(open === undefined ? {} : { shift: open }),
      float: shiftMoney(totals.float),
      cash: shiftMoney(totals.cash),
      transfer: shiftMoney(totals.transfer),
      card: shiftMoney(totals.card),
      wallet: shiftMoney(totals.wallet),
      refunded: shiftMoney(totals.refunded),
      expectedCash: shiftMoney(totals.expectedCash),
      receipts: totals.receipts,
    };
  },
};
