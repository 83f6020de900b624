import { identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Account, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';

/**
 * The account of the visit that is about to open, on hold. A second press finds the same account, and the visit is written
 * over exactly this version of it: one of the two opens the visit, the other hears that it is open. What a broken attempt
 * leaves behind, the next one takes up.
 *
 * @param key  the same for both presses: patient, room, day, number of the visit on that day
 * @throws registration.visitAlreadyOpen when the other press was quicker
 */
export async function holdAccount(ctx: Context, patient: Reference, key: string): Promise<Account> {
  const identifier = { system: identifierSystems.requestKey, value: key };
  const account = await ctx.store.createIfNone<Account>(identifier, {
    resourceType: 'Account',
    identifier: [identifier],
    status: 'on-hold',
    subject: [patient],
    owner: { reference: ctx.site.facility.organization },
  });
  if (account.status !== 'on-hold') {
    throw errors.visitAlreadyOpen({ at: 'room', ticket: '?', detail: `Account/${account.id}` });
  }
  return account;
}
