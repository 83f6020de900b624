import type { Operation } from '@lienmach/system-kit';
import { checkAccountChange } from '../rules/account-change.ts';
import { login } from './account-parameters.ts';

/** POST $account-disable: the person can no longer sign in, and is signed out everywhere. */
export const accountDisable: Operation<{ readonly login: string }, void> = {
  definition: {
    code: 'account-disable',
    title: { vi: 'Khóa tài khoản', en: 'Disable an account' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login],
  },
  async run(ctx, _id, { login: name }) {
    const change = { isDisabled: true };
    await ctx.engines.accounts.change(name, (account, all) => {
      checkAccountChange(account, change, all, ctx.actor.reference);
      return change;
    });
    await ctx.engines.note([`account/${name}`]);
  },
};
