import type { Operation } from '@lienmach/system-kit';
import { login, oneTimePassword } from './account-parameters.ts';

/** POST $account-reset-password: a password that is shown once, works for a day, and must be changed when it is used. */
export const accountResetPassword: Operation<
  { readonly login: string },
  { readonly password: string; readonly until: string }
> = {
  definition: {
    code: 'account-reset-password',
    title: { vi: 'Đặt lại mật khẩu', en: 'Reset a password' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, ...oneTimePassword],
  },
  async run(ctx, _id, { login: name }) {
    const given = await ctx.engines.accounts.resetPassword(name);
    await ctx.engines.note([`account/${name}`]);
    return given;
  },
};
