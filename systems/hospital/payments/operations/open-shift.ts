import { formatVnTime, parseInstant } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { PaymentReconciliation } from 'fhir/r4';
import { errors } from '../errors.ts';
import { refuseCardNumber } from '../rules/money-input.ts';
import { type CashCount, countedDong, floatOf, newShift, openShiftKey } from '../rules/shift.ts';
import { countParameter } from './load-shift.ts';

interface OpenShiftInput {
  readonly count: readonly CashCount[];
  readonly counter?: string;
}

/** milliseconds in which a second press is the same press */
const SAME_PRESS = 60_000;

/** POST Invoice/$open-shift: a cashier counts the drawer and begins; nobody has two open shifts. */
export const openShift: Operation<OpenShiftInput, PaymentReconciliation> = {
  definition: {
    code: 'open-shift',
    title: { vi: 'Mở ca thu', en: 'Open shift' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter: [
      countParameter,
      { name: 'counter', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'PaymentReconciliation' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, _id, { count, counter }) {
    refuseCardNumber('counter', counter);
    const at = ctx.now().toISOString();
    const fresh = newShift({ cashier: ctx.actor, count, at, ...(counter === undefined ? {} : { counter }) });
    const shift = await ctx.store.createIfNone(openShiftKey(ctx.actor.reference), fresh);
    const since = parseInstant(shift.period?.start ?? at);
    const isSame = ctx.now().getTime() - since.getTime() < SAME_PRESS && floatOf(shift) === countedDong(count);
    if (!isSame) throw errors.shiftOpen({ at: 'Invoice', since: formatVnTime(since) });
    return shift;
  },
};
