import { moneyOf, xu } from '@lienmach/core';
import type { Context, OperationParameter } from '@lienmach/system-kit';
import type { Money, PaymentReconciliation } from 'fhir/r4';
import { floatOf, openShiftKey, type ShiftTotals, shiftTotals } from '../rules/shift.ts';

const MOST = 5000;

export const shiftMoney = (dong: bigint): Money => moneyOf(xu(dong * 100n));

/** in: banknotes as they were counted */
export const countParameter: OperationParameter = {
  name: 'count',
  use: 'in',
  min: 0,
  max: '*',
  part: [
    { name: 'denomination', use: 'in', min: 1, max: '1', type: 'integer' },
    { name: 'pieces', use: 'in', min: 1, max: '1', type: 'integer' },
  ],
};

/** The open shift of the caller. */
export const openShiftOf = (ctx: Context): Promise<PaymentReconciliation | undefined> => {
  const { system, value } = openShiftKey(ctx.actor.reference);
  return ctx.store.find('PaymentReconciliation', new URLSearchParams({ identifier: `${system}|${value}` }).toString());
};

/** What the caller has taken and given back since the shift began, in one search. */
export async function totalsOf(ctx: Context, shift: PaymentReconciliation): Promise<ShiftTotals> {
  const query = new URLSearchParams({
    participant: ctx.actor.reference,
    date: `ge${shift.period?.start ?? ''}`,
    status: 'balanced',
  });
  return shiftTotals(floatOf(shift), await ctx.store.search('Invoice', query.toString(), MOST));
}
