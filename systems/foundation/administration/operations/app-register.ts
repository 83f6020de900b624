import { present } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { checkApp } from '../rules/app-draft.ts';

interface Registration {
  readonly id: string;
  readonly display: string;
  readonly proof: string;
  readonly scope: string;
  readonly role: readonly string[];
  readonly redirectUri: readonly string[];
  readonly launchUri?: string;
  readonly jwks?: string;
  readonly jwksUri?: string;
}

const given = (name: string, type: string, min: 0 | 1, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'in',
  min,
  max,
  type,
});

/** POST $app-register: a SMART app or a service is let in, as data. A secret, if it has one, is shown in this answer only. */
export const appRegister: Operation<Registration, { readonly secret?: string }> = {
  definition: {
    code: 'app-register',
    title: { vi: 'Đăng ký ứng dụng', en: 'Register an app' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      ...['id', 'display', 'scope'].map((name) => given(name, 'string', 1)),
      given('proof', 'code', 1),
      given('role', 'code', 0, '*'),
      given('redirectUri', 'string', 0, '*'),
      ...['launchUri', 'jwks', 'jwksUri'].map((name) => given(name, 'string', 0)),
      { name: 'secret', use: 'out', min: 0, max: '1', type: 'string' },
    ],
  },
  async run(ctx, _id, { role: roles, redirectUri: redirectUris, proof, ...rest }) {
    checkApp({ ...rest, proof, roles, redirectUris });
    const { clients } = ctx.engines;
    const { id, display, scope, launchUri, jwks, jwksUri } = rest;
    if ((await clients.list()).some((known) => known.id === id)) throw errors.appTaken({ at: 'id' });
    const client = present({ id, display: display.trim(), scope, roles, redirectUris, launchUri, jwks, jwksUri });
    const secret = proof === 'secret' ? await clients.create(client) : undefined;
    if (secret === undefined) await clients.register(client);
    await ctx.engines.note([`client:${id}`], scope);
    return present({ secret });
  },
};
