import * as oauth from 'oauth4webapi';

const CLIENT: oauth.Client = { client_id: 'lienmach-web', id_token_signed_response_alg: 'ES256' };
const KEPT = 'lienmach.sign-in';

const server = (): oauth.AuthorizationServer => ({
  issuer: location.origin,
  authorization_endpoint: `${location.origin}/oauth2/authorize`,
  token_endpoint: `${location.origin}/oauth2/token`,
  jwks_uri: `${location.origin}/oauth2/jwks`,
});

/** plain http is for one's own machine only; the server refuses it elsewhere */
const options = () => ({ [oauth.allowInsecureRequests]: location.protocol === 'http:' });

export interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  /** milliseconds since 1970 */
  readonly expires: number;
}

interface Kept {
  readonly verifier: string;
  readonly state: string;
  readonly target: string;
}

function readKept(): Kept | undefined {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as Kept);
}

/** Leaves for the sign-in page; afterwards the browser comes back to where it was. */
export async function beginSignIn(target = location.pathname + location.search): Promise<void> {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const kept: Kept = { verifier, state, target };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  const query = new URLSearchParams({
    client_id: CLIENT.client_id,
    response_type: 'code',
    redirect_uri: `${location.origin}/`,
    scope: 'openid user/*.cruds',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  location.replace(`/oauth2/authorize?${query}`);
}

const tokensOf = (answer: oauth.TokenEndpointResponse): Tokens => ({
  access: answer.access_token,
  refresh: answer.refresh_token,
  expires: Date.now() + (answer.expires_in ?? 600) * 1000,
});

/** The way back: `?code=…&state=…` becomes tokens. Undefined: there is no way back here, sign in first. */
export async function finishSignIn(): Promise<{ readonly tokens: Tokens; readonly target: string } | undefined> {
  const url = new URL(location.href);
  if (!url.searchParams.has('code')) return undefined;
  const kept = readKept();
  if (kept === undefined) return undefined;
  const given = oauth.validateAuthResponse(server(), CLIENT, url, kept.state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server(),
    CLIENT,
    oauth.None(),
    given,
    `${location.origin}/`,
    kept.verifier,
    options(),
  );
  const tokens = tokensOf(await oauth.processAuthorizationCodeResponse(server(), CLIENT, answer));
  return { tokens, target: kept.target };
}

export async function refreshTokens(refresh: string): Promise<Tokens> {
  const answer = await oauth.refreshTokenGrantRequest(server(), CLIENT, oauth.None(), refresh, options());
  return tokensOf(await oauth.processRefreshTokenResponse(server(), CLIENT, answer));
}

/** The provider knows the refresh token no more; anything else may be over in a moment. */
export const isEndOfSession = (thrown: unknown): boolean =>
  thrown instanceof oauth.ResponseBodyError && thrown.status < 500;
