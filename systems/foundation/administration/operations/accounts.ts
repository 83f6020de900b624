import type { Operation } from '@lienmach/system-kit';
import { accountParts, shownAccount } from './account-parameters.ts';

/** GET $accounts: everybody who can sign in, who could, and who is signed in now. */
export const accounts: Operation<void, { readonly account: readonly object[] }> = {
  definition: {
    code: 'accounts',
    title: { vi: 'Danh sách tài khoản', en: 'Accounts' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [{ name: 'account', use: 'out', min: 0, max: '*', part: accountParts }],
  },
  async run(ctx) {
    return { account: (await ctx.engines.accounts.list()).map(shownAccount) };
  },
};
