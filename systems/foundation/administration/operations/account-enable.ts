import type { Operation } from '@lienmach/system-kit';
import { checkAccountChange } from '../rules/account-change.ts';
import { login } from './account-parameters.ts';

/** POST $account-enable: the person may sign in again, with the password of before. */
export const accountEnable: Operation<{ readonly login: string }, void> = {
  definition: {
    code: 'account-enable',
    title: { vi: 'Mở lại tài khoản', en: 'Enable an account' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login],
  },
  async run(ctx, _id, { login: name }) {
    const change = { isDisabled: false };
    await ctx.engines.accounts.change(name, (account, all) => {
      checkAccountChange(account, change, all, ctx.actor.reference);
      return change;
    });
    await ctx.engines.note([`account/${name}`]);
  },
};
