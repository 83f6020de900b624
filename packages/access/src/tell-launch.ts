import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Launches } from './launches.ts';

const wantsConsent = (scope: unknown): boolean =>
  typeof scope === 'string' && scope.split(' ').includes('offline_access');

/**
 * The launch context beside the tokens, as SMART wants it; and a program that asks for `offline_access` need not ask for the
 * consent page too, since it is shown anyway.
 *
 * @source SMART App Launch 2.2: launch context arrives with the access token (from memory)
 */
export function tellLaunch(provider: Provider, launches: Launches): void {
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    if (ctx.path === '/oauth2/authorize' && ctx.method === 'GET' && wantsConsent(ctx.query.scope))
      ctx.query = { prompt: 'consent', ...ctx.query };
    await next();
    const grant = ctx.oidc?.entities.AccessToken?.grantId;
    if (grant === undefined || ctx.status !== 200 || typeof ctx.body !== 'object' || ctx.body === null) return;
    const context = await launches.of(grant);
    if (context !== undefined) Object.assign(ctx.body, context, { need_patient_banner: true });
  });
}
