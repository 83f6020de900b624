import type { Sql } from '@lienmach/fhir-store';
import { exportJWK } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Accounts } from './accounts.ts';
import type { Clients } from './clients.ts';
import type { SiteKeys } from './key-folder.ts';
import { notePlaces } from './note-places.ts';
import { adapterFactory, WEB_CLIENT } from './payload-adapter.ts';

export interface ProviderOptions {
  readonly sql: Sql;
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly keys: SiteKeys;
  /** origin of the site, no trailing slash: issuer of every token */
  readonly baseUrl: string;
  readonly now: () => Date;
}

export const KEY_ID = 'token-1';
/** seconds */
const LIFE = { AccessToken: 900, ClientCredentials: 3600, AuthorizationCode: 60, Interaction: 900, day: 43_200 };

export const audienceOf = (baseUrl: string): string => `${baseUrl}/fhir/R4`;

/** What people get through our own pages; their roles decide the rest. */
const WEB_SCOPE = 'user/*.cruds';

/** A program that names no scope gets all scopes of its client; the provider itself would give it none. */
function giveDefaultScope(ctx: KoaContextWithOIDC, scope: string): void {
  const { params } = ctx.oidc;
  if (params?.grant_type === 'client_credentials' && params.scope === undefined) params.scope = scope;
}

function features(options: ProviderOptions): NonNullable<Configuration['features']> {
  const audience = audienceOf(options.baseUrl);
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      async getResourceServerInfo(ctx, _resource, { clientId }) {
        const scope = clientId === WEB_CLIENT ? WEB_SCOPE : ((await options.clients.find(clientId))?.scope ?? '');
        giveDefaultScope(ctx, scope);
        return {
          audience,
          scope,
          accessTokenFormat: 'jwt',
          accessTokenTTL: clientId === WEB_CLIENT ? LIFE.AccessToken : LIFE.ClientCredentials,
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
  };
}

/** Our own pages need no consent screen: signing in is the consent. */
const grantForOwnPages: Configuration['loadExistingGrant'] = async (ctx) => {
  const { client, session, provider } = ctx.oidc;
  if (client?.clientId !== WEB_CLIENT || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(audienceOf(provider.issuer), WEB_SCOPE);
  await grant.save();
  return grant;
};

async function configuration(options: ProviderOptions): Promise<Configuration> {
  const jwk = { ...(await exportJWK(options.keys.token)), kid: KEY_ID, use: 'sig', alg: 'ES256' };
  return {
    adapter: adapterFactory(options.sql, options.clients, options.baseUrl),
    jwks: { keys: [jwk] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    cookies: { keys: [options.keys.cookie] },
    scopes: ['openid', 'offline_access'],
    pkce: { required: () => true },
    // a program in a browser asks for its tokens from where it was registered
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    features: features(options),
    loadExistingGrant: grantForOwnPages,
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    async extraTokenClaims(_ctx, token) {
      if (token.kind !== 'AccessToken' || token.accountId === undefined) return undefined;
      const place = token.expiresWithSession ? token.sessionUid : token.grantId;
      return { gen: (await options.accounts.find(token.accountId))?.generation ?? 0, place };
    },
    async findAccount(_ctx, id) {
      const account = await options.accounts.find(id);
      return account && { accountId: id, claims: () => ({ sub: id }) };
    },
    // only our own pages may refresh; without offline_access such a token ends with the session it came from
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: LIFE.AccessToken,
      AuthorizationCode: LIFE.AuthorizationCode,
      ClientCredentials: LIFE.ClientCredentials,
      Grant: LIFE.day,
      IdToken: LIFE.AccessToken,
      Interaction: LIFE.Interaction,
      RefreshToken: LIFE.day,
      Session: LIFE.day,
    },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      introspection: '/oauth2/introspect',
      revocation: '/oauth2/revoke',
      jwks: '/oauth2/jwks',
    },
    renderError: (ctx, out) => {
      ctx.type = 'json';
      ctx.body = JSON.stringify({ error: out.error, error_description: out.error_description });
    },
  };
}

/** The OpenID provider of the house, its paths under `/oauth2`; secrets are compared by digest. */
export async function openProvider(options: ProviderOptions): Promise<Provider> {
  const provider = new Provider(options.baseUrl, await configuration(options));
  provider.proxy = true;
  notePlaces(provider, options.sql, options.now);
  const { prototype } = provider.Client;
  Object.assign(prototype, {
    compareClientSecret(this: { clientId: string }, secret: string) {
      return options.clients.secretMatches(this.clientId, secret);
    },
  });
  return provider;
}
