import { present } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';

const out = (name: string, type: string, min = 1, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});

const parts: readonly OperationParameter[] = [
  ...['id', 'display', 'scope'].map((name) => out(name, 'string')),
  out('role', 'code', 0, '*'),
  out('redirectUri', 'string', 0, '*'),
  ...['launchUri', 'jwksUri'].map((name) => out(name, 'string', 0)),
  ...['isDisabled', 'hasSecret', 'hasKeys'].map((name) => out(name, 'boolean')),
  out('created', 'instant'),
];

/** GET $apps: programs that may ask for tokens, by themselves or for the people who use them; never a secret. */
export const apps: Operation<void, { readonly app: readonly object[] }> = {
  definition: {
    code: 'apps',
    title: { vi: 'Danh sách ứng dụng', en: 'Apps' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [{ name: 'app', use: 'out', min: 0, max: '*', part: parts }],
  },
  async run(ctx) {
    const list = await ctx.engines.clients.list();
    return {
      app: list.map(({ id, display, scope, roles, redirectUris, launchUri, jwks, jwksUri, ...rest }) =>
        present({
          id,
          display,
          scope,
          role: roles,
          redirectUri: redirectUris ?? [],
          launchUri,
          jwksUri,
          isDisabled: rest.isDisabled,
          hasSecret: rest.hasSecret,
          hasKeys: jwks !== undefined || jwksUri !== undefined,
          created: rest.created,
        }),
      ),
    };
  },
};
