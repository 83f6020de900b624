import type { Sql } from '@lienmach/fhir-store';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { deviceName, notePlace } from './places.ts';

/** Who asks, behind a proxy too: set by the front door, which overwrites whatever came from outside under this name. */
export const ADDRESS_HEADER = 'x-lienmach-address';

/** Where people are signed in: written before the token leaves, so that a list asked for with it is complete. */
export function notePlaces(provider: Provider, sql: Sql, now: () => Date): void {
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next();
    const token = ctx.oidc?.entities.AccessToken;
    const session = token?.expiresWithSession ? token.sessionUid : token?.grantId;
    if (token?.accountId === undefined || session === undefined || ctx.status !== 200) return;
    await notePlace(sql, {
      session,
      login: token.accountId,
      client: token.clientId ?? '',
      device: deviceName(ctx.get('user-agent').slice(0, 512)),
      address: String(ctx.req.headers[ADDRESS_HEADER] ?? ''),
      at: now(),
    });
  });
}
