import type { Clients } from './clients.ts';
import type { TokenClaims, TokenVerifier } from './token-verifier.ts';

/** How a program proves who it is: by header or by form. */
export interface ClientProof {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

const decode = (text: string): string => decodeURIComponent(text.replace(/\+/g, '%20'));

function credentialsOf({ authorization, form }: ClientProof): { id: string; secret: string } | undefined {
  const basic = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) {
    const [id, secret] = [form.get('client_id'), form.get('client_secret')];
    return id === null || secret === null ? undefined : { id, secret };
  }
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  try {
    return colon < 0 ? undefined : { id: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
  } catch {
    return undefined;
  }
}

/** @returns the id of the client when the proof holds */
export async function authenticateClient(clients: Clients, proof: ClientProof): Promise<string | undefined> {
  const given = credentialsOf(proof);
  return given !== undefined && (await clients.secretMatches(given.id, given.secret)) ? given.id : undefined;
}

/**
 * RFC 7662 for our signed access tokens (the provider itself only knows tokens it stored).
 * A token that is not valid now, for whatever reason, is `{ active: false }`.
 */
export async function introspect(verifier: TokenVerifier, token: string): Promise<Record<string, unknown>> {
  const claims: TokenClaims | undefined = await verifier.inspect(token);
  if (claims === undefined) return { active: false };
  const { sub, clientId, scope, exp, iat, jti } = claims;
  return { active: true, sub, client_id: clientId, scope, exp, iat, jti, token_type: 'Bearer' };
}
