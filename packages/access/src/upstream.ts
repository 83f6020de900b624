import { readFileSync } from 'node:fs';
import type { Sql } from '@lienmach/fhir-store';
import * as oauth from 'oauth4webapi';
import { errors } from './errors.ts';
import type { Tickets } from './tickets.ts';

/** Another house that says who somebody is: a directory of the hospital, a national identity. Declared in the site file. */
export interface UpstreamHouse {
  readonly id: string;
  /** as people read it on the sign-in page */
  readonly title: string;
  /** origin or address under which it publishes `.well-known/openid-configuration` */
  readonly issuer: string;
  readonly clientId: string;
  /** absent: a public client, PKCE only */
  readonly secretFile?: string;
  /** claim of the ID token that says which account this is, e.g. `sub` */
  readonly claim: string;
  /** claim that must be `true` for it to count, e.g. `national_id_verified` */
  readonly verifiedBy?: string;
}

export interface Upstream {
  readonly houses: readonly Pick<UpstreamHouse, 'id' | 'title'>[];
  /** @param uid  the sign-in it is for @returns where the browser goes @throws access.upstreamDown, access.upstreamUnknown */
  begin(id: string, uid: string): Promise<string>;
  /** The sign-in to which an answer belongs; it says nothing about who. @throws access.upstreamRefused */
  signInOf(state: string): Promise<string>;
  /** @returns the account of whoever came back @throws access.upstreamRefused, access.upstreamDown, access.upstreamStranger */
  arrive(uid: string, answer: URLSearchParams): Promise<string>;
}

export interface UpstreamOptions {
  readonly sql: Sql;
  readonly tickets: Tickets;
  readonly houses: readonly UpstreamHouse[];
  readonly baseUrl: string;
}

interface Asked {
  readonly house: string;
  readonly uid: string;
  readonly verifier: string;
  readonly nonce: string;
}

const KIND = 'Upstream';
const MINUTES = 10;
const PATIENCE = 10_000;

const isLoopback = (issuer: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);

/** plain http only on this very machine */
const wire = ({ issuer }: UpstreamHouse) => ({
  [oauth.allowInsecureRequests]: isLoopback(issuer),
  signal: () => AbortSignal.timeout(PATIENCE),
});

/** What the other house said is wrong, or it said nothing: two different sentences for the person. */
function refusalFor(thrown: unknown): Error {
  const isSaid =
    thrown instanceof oauth.OperationProcessingError ||
    thrown instanceof oauth.ResponseBodyError ||
    thrown instanceof oauth.AuthorizationResponseError ||
    thrown instanceof oauth.WWWAuthenticateChallengeError;
  const detail = thrown instanceof Error ? thrown.name : '';
  return isSaid ? errors.upstreamRefused({ detail }) : errors.upstreamDown({ detail });
}

const orRefuse = <T>(work: Promise<T>): Promise<T> =>
  work.catch((thrown: unknown) => {
    throw refusalFor(thrown);
  });

async function discover(house: UpstreamHouse): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(house.issuer);
  const answer = await oauth.discoveryRequest(issuer, wire(house));
  return oauth.processDiscoveryResponse(issuer, answer);
}

const clientOf = ({ clientId }: UpstreamHouse): oauth.Client => ({ client_id: clientId });

const proofOf = ({ secretFile }: UpstreamHouse): oauth.ClientAuth =>
  secretFile === undefined ? oauth.None() : oauth.ClientSecretPost(readFileSync(secretFile, 'utf8').trim());

interface Exchange {
  readonly house: UpstreamHouse;
  readonly asked: Asked;
  readonly answer: URLSearchParams;
  readonly state: string;
  readonly redirectUri: string;
}

/** Code for tokens; issuer, audience, signature, time and nonce of the ID token are checked. */
async function exchange({ house, asked, answer, state, redirectUri }: Exchange): Promise<oauth.IDToken> {
  const server = await discover(house);
  const client = clientOf(house);
  const given = oauth.validateAuthResponse(server, client, answer, state);
  const sent = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    proofOf(house),
    given,
    redirectUri,
    asked.verifier,
    wire(house),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, sent, {
    expectedNonce: asked.nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, sent, wire(house));
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (claims === undefined) throw errors.upstreamRefused();
  return claims;
}

async function accountOf(sql: Sql, house: UpstreamHouse, claims: oauth.IDToken): Promise<string> {
  const value = claims[house.claim];
  const isVerified = house.verifiedBy === undefined || claims[house.verifiedBy] === true;
  if (typeof value !== 'string' || value === '' || !isVerified) throw errors.upstreamStranger();
  const text = `select i.login from access_identity i join access_account a on a.login = i.login and not a.disabled
    where i.house = $1 and i.value = $2`;
  const [found] = await sql.query<{ login: string }>({ text, values: [house.id, value] });
  if (found === undefined) throw errors.upstreamStranger();
  return found.login;
}

/** Sign-in by another house. Accounts are linked beforehand by an administrator, never by a name or an e-mail address. */
export function openUpstream({ sql, tickets, houses, baseUrl }: UpstreamOptions): Upstream {
  const houseOf = (id: string): UpstreamHouse => {
    const found = houses.find((house) => house.id === id);
    if (found === undefined) throw errors.upstreamUnknown();
    return found;
  };
  const redirectUriOf = (id: string): string => `${baseUrl}/sign-in/upstream/${id}`;
  return {
    houses: houses.map(({ id, title }) => ({ id, title })),
    async begin(id, uid) {
      const house = houseOf(id);
      const server = await orRefuse(discover(house));
      const asked: Asked = {
        house: id,
        uid,
        verifier: oauth.generateRandomCodeVerifier(),
        nonce: oauth.generateRandomNonce(),
      };
      const query = new URLSearchParams({
        client_id: house.clientId,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: redirectUriOf(id),
        state: await tickets.put(KIND, asked, MINUTES),
        nonce: asked.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(asked.verifier),
        code_challenge_method: 'S256',
      });
      return `${server.authorization_endpoint}?${query}`;
    },
    async signInOf(state) {
      const asked = await tickets.find<Asked>(KIND, state);
      if (asked === undefined) throw errors.upstreamRefused();
      return asked.uid;
    },
    async arrive(uid, answer) {
      const state = answer.get('state') ?? '';
      const asked = await tickets.take<Asked>(KIND, state);
      if (asked?.uid !== uid) throw errors.upstreamRefused();
      const house = houseOf(asked.house);
      const redirectUri = redirectUriOf(house.id);
      return accountOf(sql, house, await orRefuse(exchange({ house, asked, answer, state, redirectUri })));
    },
  };
}
