import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, SignJWT } from 'jose';

/** What this house says about whoever came; a test changes it to lie. */
export interface Told {
  claims: Record<string, unknown>;
  nonce: 'as asked' | 'another';
  issuer: 'itself' | 'another';
  key: 'published' | 'another';
}

export interface IdentityHouse {
  readonly issuer: string;
  readonly told: Told;
  /** where the browser comes back to */
  visit(url: string): Promise<string>;
  close(): Promise<void>;
}

interface Asked {
  readonly nonce: string;
  readonly client: string;
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) text += String(part);
  return new URLSearchParams(text);
}

/** A house that vouches for people, in short, on a free port: discovery, one page that says yes, codes that work once. For tests of this folder only. */
export async function openTestIdentityHouse(): Promise<IdentityHouse> {
  const published = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const another = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...(await exportJWK(published.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const told: Told = { claims: {}, nonce: 'as asked', issuer: 'itself', key: 'published' };
  const codes = new Map<string, Asked>();
  let issuer = '';
  const idToken = ({ nonce, client }: Asked): Promise<string> =>
    new SignJWT({ ...told.claims, nonce: told.nonce === 'as asked' ? nonce : 'khac' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(told.issuer === 'itself' ? issuer : 'https://khac.example')
      .setAudience(client)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(told.key === 'published' ? published.privateKey : another.privateKey);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/.well-known/openid-configuration')
      return send(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      });
    if (url.pathname === '/jwks') return send(response, 200, { keys: [jwk] });
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      const { searchParams: asked } = url;
      codes.set(code, { nonce: asked.get('nonce') ?? '', client: asked.get('client_id') ?? '' });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      response.writeHead(303, { location: back.href }).end();
      return undefined;
    }
    const code = (await bodyOf(request)).get('code') ?? '';
    const asked = codes.get(code);
    codes.delete(code);
    if (asked === undefined) return send(response, 400, { error: 'invalid_grant' });
    return send(response, 200, { access_token: 'x', token_type: 'Bearer', id_token: await idToken(asked) });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const at = server.address();
  issuer = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
  return {
    issuer,
    told,
    async visit(url) {
      return (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
