import type { Operation } from '@lienmach/system-kit';
import { login } from './account-parameters.ts';

interface Ending {
  readonly login: string;
  readonly session: string;
}

/** POST $account-end-session: the person is signed out in one place, and works on in the others. */
export const accountEndSession: Operation<Ending, void> = {
  definition: {
    code: 'account-end-session',
    title: { vi: 'Kết thúc một phiên', en: 'End one session' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, { name: 'session', use: 'in', min: 1, max: '1', type: 'string' }],
  },
  async run(ctx, _id, { login: name, session }) {
    await ctx.engines.accounts.endSession(name, session);
    await ctx.engines.note([`account/${name}`]);
  },
};
