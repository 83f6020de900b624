import { present } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import { checkAccount, checkAccountChange } from '../rules/account-change.ts';
import { display, login, role } from './account-parameters.ts';

interface Change {
  readonly login: string;
  readonly display?: string;
  readonly role: readonly string[];
}

/** The name in the record follows the name of the account; what is signed already keeps the name of its day. */
async function rename(ctx: Context, reference: string, name: string): Promise<void> {
  const known = await ctx.store.find('Practitioner', `_id=${reference.replace('Practitioner/', '')}`);
  if (known !== undefined && known.name?.[0]?.text !== name)
    await ctx.store.update({ ...known, name: [{ ...known.name?.[0], text: name }, ...(known.name ?? []).slice(1)] });
}

/** POST $account-change: another display name, other roles. Other roles end the sessions, so that nobody works on with old ones. */
export const accountChange: Operation<Change, void> = {
  definition: {
    code: 'account-change',
    title: { vi: 'Sửa tài khoản', en: 'Change an account' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, display, role],
  },
  async run(ctx, _id, { login: name, display: shown, role: given }) {
    const roles = given.length === 0 ? undefined : given;
    checkAccount(shown, roles);
    const change = present({ display: shown?.trim(), roles });
    let reference = '';
    await ctx.engines.accounts.change(name, (account, all) => {
      checkAccountChange(account, change, all, ctx.actor.reference);
      reference = account.reference;
      return change;
    });
    if (change.display !== undefined) await rename(ctx, reference, change.display);
    await ctx.engines.note(
      [`account/${name}`, reference],
      roles === undefined ? undefined : `roles=${roles.join(' ')}`,
    );
  },
};
