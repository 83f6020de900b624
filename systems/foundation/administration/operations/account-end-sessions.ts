import type { Operation } from '@lienmach/system-kit';
import { login } from './account-parameters.ts';

/** POST $account-end-sessions: the person is signed out everywhere, at once here and within a minute in other processes. */
export const accountEndSessions: Operation<{ readonly login: string }, { readonly ended: number }> = {
  definition: {
    code: 'account-end-sessions',
    title: { vi: 'Kết thúc mọi phiên', en: 'End all sessions' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, { name: 'ended', use: 'out', min: 1, max: '1', type: 'integer' }],
  },
  async run(ctx, _id, { login: name }) {
    const ended = await ctx.engines.accounts.endSessions(name);
    await ctx.engines.note([`account/${name}`]);
    return { ended };
  },
};
