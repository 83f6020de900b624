import type { Operation } from '@lienmach/system-kit';
import { login } from './account-parameters.ts';

/** POST $account-reset-factors: a telephone or a key was lost. All second factors and recovery codes go, and so do the sessions. */
export const accountResetFactors: Operation<{ readonly login: string }, { readonly removed: number }> = {
  definition: {
    code: 'account-reset-factors',
    title: { vi: 'Gỡ cách xác nhận thứ hai', en: 'Reset second factors' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, { name: 'removed', use: 'out', min: 1, max: '1', type: 'integer' }],
  },
  async run(ctx, _id, { login: name }) {
    const removed = await ctx.engines.accounts.resetFactors(name);
    await ctx.engines.note([`account/${name}`]);
    return { removed };
  },
};
