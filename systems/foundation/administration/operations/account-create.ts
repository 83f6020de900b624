import { identifierSystems } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Practitioner } from 'fhir/r4';
import { checkAccount } from '../rules/account-change.ts';
import { display, login, oneTimePassword, role } from './account-parameters.ts';

interface NewAccount {
  readonly login: string;
  readonly display: string;
  readonly role: readonly string[];
  readonly licence?: string;
}

const practitionerOf = ({ display: name, licence }: NewAccount): Practitioner => ({
  resourceType: 'Practitioner',
  active: true,
  name: [{ text: name.trim() }],
  ...(licence === undefined || licence.trim() === ''
    ? {}
    : { identifier: [{ system: identifierSystems.practiceLicence, value: licence.trim() }] }),
});

/** A new account never becomes somebody who is in the record already: their signatures would be its own. */
async function freeId(ctx: Context, name: string): Promise<string> {
  const wanted = name.replaceAll('_', '-');
  const known = await ctx.store.find('Practitioner', `_id=${encodeURIComponent(wanted.slice(0, 64))}`);
  return known === undefined ? wanted : `${wanted.slice(0, 50)}-${Buffer.from(ctx.randomBytes(4)).toString('hex')}`;
}

/** POST $account-create: somebody new gets a name, roles, and a password to be changed at first sign-in. */
export const accountCreate: Operation<NewAccount, { readonly password: string; readonly until: string }> = {
  definition: {
    code: 'account-create',
    title: { vi: 'Thêm tài khoản', en: 'Add an account' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      login,
      { ...display, min: 1 },
      role,
      { name: 'licence', use: 'in', min: 0, max: '1', type: 'string' },
      ...oneTimePassword,
    ],
  },
  async run(ctx, _id, account) {
    checkAccount(account.display, account.role);
    const id = await freeId(ctx, account.login);
    const reference = `Practitioner/${id}`;
    // the account first: a login that is taken or malformed leaves no Practitioner behind
    const { login: name, display: shown, role: roles } = account;
    const given = await ctx.engines.accounts.create({ login: name, display: shown.trim(), reference, roles });
    await ctx.store.update({ ...practitionerOf(account), id });
    await ctx.engines.note([`account/${account.login}`, reference], `roles=${account.role.join(' ')}`);
    return given;
  },
};
