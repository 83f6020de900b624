import { identifierSystems, identifierValue, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { parameterAt } from '../rules/money-input.ts';
import type { Method } from '../rules/payment-method.ts';
import { slipIdentifier } from '../rules/slip.ts';

/** One slip is one payment: machines count anew, so the day is part of it. @throws payments.slipUsed */
export async function checkSlip(ctx: Context, method: Method, slip: string | undefined): Promise<void> {
  const [identifier] = slipIdentifier(method, slip);
  if (identifier === undefined) return;
  const query = new URLSearchParams({
    identifier: `${identifier.system}|${identifier.value}`,
    date: `ge${toVnDay(ctx.now())}T00:00:00+07:00`,
    status: 'balanced',
  });
  const other = await ctx.store.find('Invoice', query.toString());
  if (other === undefined) return;
  const number = identifierValue(other, identifierSystems.receiptNumber);
  throw errors.slipUsed({ at: parameterAt('slip'), number });
}
