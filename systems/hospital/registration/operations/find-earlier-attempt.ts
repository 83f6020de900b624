import { identifierSystems, identifierValue } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { OpenedVisit } from './open-visit.ts';

/** `noi-1-20260302-007` → 7 */
const ticketIn = (value: string | undefined): number => Number(value?.slice(value.lastIndexOf('-') + 1) ?? 0);

/**
 * The visit that the same attempt has already opened: its answer was lost on the way, and the desk asks again.
 *
 * @param claimId  follows from the attempt
 */
export async function findEarlierAttempt(ctx: Context, claimId: string): Promise<OpenedVisit | undefined> {
  const encounter = await ctx.store.find('Encounter', `identifier=${identifierSystems.claimId}|${claimId}`);
  const account = encounter?.account?.[0];
  if (encounter === undefined || account === undefined) return undefined;
  const charge = await ctx.store.find('ChargeItem', `identifier=${identifierSystems.charge}|kham-${claimId}`);
  if (charge === undefined) return undefined;
  return {
    encounter,
    account: await ctx.store.follow('Account', account),
    charge,
    ticket: ticketIn(identifierValue(encounter, identifierSystems.queueNumber)),
  };
}
