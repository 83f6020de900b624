import type { Sql } from '@lienmach/fhir-store';
import { exportJWK } from 'jose';
import Provider, { type AccessToken, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Accounts } from './accounts.ts';
import type { Clients } from './clients.ts';
import type { SiteKeys } from './key-folder.ts';
import type { Launches } from './launches.ts';
import { notePlaces } from './note-places.ts';
import { adapterFactory, WEB_CLIENT } from './payload-adapter.ts';
import { allowedScope } from './smart-scope.ts';
import { tellLaunch } from './tell-launch.ts';

export interface ProviderOptions {
  readonly sql: Sql;
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly keys: SiteKeys;
  /** origin of the site, no trailing slash: issuer of every token */
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly launches: Launches;
}

export const KEY_ID = 'token-1';
/** seconds */
const LIFE = {
  AccessToken: 900,
  ClientCredentials: 3600,
  AuthorizationCode: 60,
  Interaction: 900,
  day: 43_200,
  offline: 90 * 86_400,
};

export const audienceOf = (baseUrl: string): string => `${baseUrl}/fhir/R4`;

/** five minutes, and a little for clocks that differ */
const ASSERTION_SECONDS = 330;

/** What people get through our own pages; their roles decide the rest. */
const WEB_SCOPE = 'user/*.cruds';

/** What is asked at this moment: in the request, or in what the code or refresh token was given for. */
function askedScope({ oidc }: KoaContextWithOIDC): string | undefined {
  const { params, entities } = oidc;
  const given = entities.RefreshToken?.scope ?? entities.AuthorizationCode?.scope;
  return typeof params?.scope === 'string' ? params.scope : given;
}

/** A program that names no scope gets all scopes of its client; the provider itself would give it none. */
async function scopeFor(options: ProviderOptions, ctx: KoaContextWithOIDC, clientId: string): Promise<string> {
  if (clientId === WEB_CLIENT) return WEB_SCOPE;
  const registered = (await options.clients.find(clientId))?.scope ?? '';
  const { params } = ctx.oidc;
  if (params?.grant_type === 'client_credentials' && params.scope === undefined) params.scope = registered;
  return allowedScope(askedScope(ctx) ?? registered, registered);
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
        const scope = await scopeFor(options, ctx, clientId);
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

/** Our own pages need no consent screen: signing in is the consent. Others are asked about each time. */
const loadGrant: Configuration['loadExistingGrant'] = async (ctx) => {
  const { client, session, provider, result } = ctx.oidc;
  const agreed = result?.consent?.grantId;
  if (client?.clientId !== WEB_CLIENT) return agreed === undefined ? undefined : provider.Grant.find(agreed);
  if (session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(audienceOf(provider.issuer), WEB_SCOPE);
  await grant.save();
  return grant;
};

/** what our own resource server must read again in a token of a person */
async function claimsOf({ accounts, launches }: ProviderOptions, token: AccessToken): Promise<Record<string, unknown>> {
  const place = token.expiresWithSession ? token.sessionUid : token.grantId;
  const context = token.grantId === undefined ? undefined : await launches.of(token.grantId);
  return { gen: (await accounts.find(token.accountId ?? ''))?.generation ?? 0, place, ...context };
}

/** @source SMART App Launch 2.2, backend services: an assertion lives five minutes at most (from memory) */
async function checkAssertion(_ctx: KoaContextWithOIDC, claims: Record<string, unknown>): Promise<void> {
  const seconds = Number(claims.exp) - Date.now() / 1000;
  if (!(seconds <= ASSERTION_SECONDS)) throw new errors.InvalidClientAuth('the assertion must expire within 5 minutes');
}

/** @source SMART App Launch 2.2: `aud` is the FHIR base that the app wants to talk to (from memory) */
function checkAudience(ctx: KoaContextWithOIDC, aud: string | undefined, client: { readonly clientId: string }): void {
  if (client.clientId === WEB_CLIENT) return;
  const base = audienceOf(ctx.oidc.provider.issuer);
  if (aud?.replace(/\/$/, '') !== base) throw new errors.InvalidRequest(`aud must be ${base}`);
}

async function configuration(options: ProviderOptions): Promise<Configuration> {
  const jwk = { ...(await exportJWK(options.keys.token)), kid: KEY_ID, use: 'sig', alg: 'ES256' };
  return {
    adapter: adapterFactory(options.sql, options.clients, options.baseUrl),
    jwks: { keys: [jwk] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['RS384', 'ES384'] },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    assertJwtClientAuthClaimsAndHeader: checkAssertion,
    cookies: { keys: [options.keys.cookie] },
    scopes: ['openid', 'offline_access'],
    pkce: { required: () => true },
    // a program in a browser asks for its tokens from where it was registered
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    features: features(options),
    loadExistingGrant: loadGrant,
    extraParams: { aud: checkAudience, launch: null },
    claims: { openid: ['sub', 'fhirUser'] },
    conformIdTokenClaims: false,
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    async extraTokenClaims(_ctx, token) {
      return token.kind === 'AccessToken' && token.accountId !== undefined ? claimsOf(options, token) : undefined;
    },
    async findAccount(_ctx, id) {
      const account = await options.accounts.find(id);
      const fhirUser = account && `${audienceOf(options.baseUrl)}/${account.reference}`;
      const claims = (_use: string, scope: string) =>
        scope.split(' ').includes('fhirUser') ? { sub: id, fhirUser } : { sub: id };
      return account && { accountId: id, claims };
    },
    // without offline_access such a token ends with the session it came from
    issueRefreshToken: async (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (client.clientId === WEB_CLIENT || code.scopes.has('offline_access') || code.scopes.has('online_access')),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: LIFE.AccessToken,
      AuthorizationCode: LIFE.AuthorizationCode,
      ClientCredentials: LIFE.ClientCredentials,
      Grant: (_ctx, grant) => (grant.clientId === WEB_CLIENT ? LIFE.day : LIFE.offline),
      IdToken: LIFE.AccessToken,
      Interaction: LIFE.Interaction,
      RefreshToken: (_ctx, token) => (token.scopes.has('offline_access') ? LIFE.offline : LIFE.day),
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
  tellLaunch(provider, options.launches);
  const { prototype } = provider.Client;
  Object.assign(prototype, {
    compareClientSecret(this: { clientId: string }, secret: string) {
      return options.clients.secretMatches(this.clientId, secret);
    },
  });
  return provider;
}
