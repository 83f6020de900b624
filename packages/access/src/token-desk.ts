import type Provider from 'oidc-provider';
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

/** A program that can keep no secret says only who it is; enough to give something back, never to learn something. */
export async function namedClient(clients: Clients, proof: ClientProof): Promise<string | undefined> {
  const id = proof.form.get('client_id');
  if (proof.authorization !== undefined || proof.form.has('client_secret') || id === null)
    return authenticateClient(clients, proof);
  const client = await clients.find(id.slice(0, 128));
  const isPublic = client?.hasSecret === false && client.jwks === undefined && client.jwksUri === undefined;
  return isPublic ? client?.id : undefined;
}

/**
 * RFC 7662 for our signed access tokens (the provider itself only knows tokens it stored).
 * A token that is not valid now, for whatever reason, is `{ active: false }`; so is another's for an app that people use.
 */
export async function introspect(
  { verifier, clients }: { readonly verifier: TokenVerifier; readonly clients: Clients },
  token: string,
  asking: string,
): Promise<Record<string, unknown>> {
  const claims: TokenClaims | undefined = await verifier.inspect(token);
  const isApp = (await clients.find(asking))?.redirectUris !== undefined;
  if (claims === undefined || (isApp && claims.clientId !== asking)) return { active: false };
  const { sub, clientId, scope, exp, iat, jti, patient, encounter } = claims;
  return { active: true, sub, client_id: clientId, scope, exp, iat, jti, patient, encounter, token_type: 'Bearer' };
}

/**
 * RFC 7009: only the client that holds a token may take it back; an unknown token is answered like a known one. With a
 * refresh token goes everything that was granted with it.
 */
export async function takeBack(
  { verifier, provider }: { readonly verifier: TokenVerifier; readonly provider: Provider },
  token: string,
  asking: string,
): Promise<void> {
  const claims = await verifier.inspect(token);
  if (claims?.clientId === asking) await verifier.revoke(token);
  const refresh = claims === undefined ? await provider.RefreshToken.find(token) : undefined;
  if (refresh?.clientId !== asking || refresh.grantId === undefined) return;
  await provider.RefreshToken.revokeByGrantId(refresh.grantId);
  await (await provider.Grant.find(refresh.grantId))?.destroy();
  verifier.forget();
}
