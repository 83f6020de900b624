import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { login } from './account-parameters.ts';

const out = (name: string, type: string): OperationParameter => ({ name, use: 'out', min: 1, max: '1', type });

const parts: readonly OperationParameter[] = [
  ...['session', 'client', 'device', 'address'].map((name) => out(name, 'string')),
  ...['begun', 'used'].map((name) => out(name, 'instant')),
];

/** GET $account-sessions: where a person is signed in: program, device, address, last use. */
export const accountSessions: Operation<{ readonly login: string }, { readonly place: readonly object[] }> = {
  definition: {
    code: 'account-sessions',
    title: { vi: 'Phiên đang mở của một tài khoản', en: 'Open sessions of an account' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, { name: 'place', use: 'out', min: 0, max: '*', part: parts }],
  },
  async run(ctx, _id, { login: name }) {
    return { place: await ctx.engines.accounts.sessions(name) };
  },
};
