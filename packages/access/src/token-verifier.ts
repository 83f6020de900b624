import { createHash } from 'node:crypto';
import type { Reach, Sql } from '@lienmach/fhir-store';
import { decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import type { Accounts } from './accounts.ts';
import type { CircumstancesBook } from './circumstances.ts';
import type { Clients } from './clients.ts';
import { errors } from './errors.ts';
import type { SiteKeys } from './key-folder.ts';
import { WEB_CLIENT } from './payload-adapter.ts';
import { isPlaceOpen } from './places.ts';
import { type Narrowing, type Policy, reachOf } from './policy.ts';
import { audienceOf } from './provider.ts';

/** Whom a token stands for, as the rest of the house needs it. */
export interface Visitor {
  readonly who: string;
  readonly display: string;
  readonly client: string;
  readonly roles: readonly string[];
  readonly reach: Reach;
  /** of the account, for people */
  readonly login?: string;
  /** the session or grant that the token came from */
  readonly place?: string;
  /** a program that a person uses: it has the record within its scopes, and nothing else of the house */
  readonly isApp?: true;
  /** The same caller, asking for this purpose of use: some policies and some refusals depend on it. */
  reachFor(purpose: string): Reach;
}

export interface TokenClaims {
  readonly sub: string;
  readonly clientId: string;
  readonly scope: string | undefined;
  readonly jti: string;
  readonly exp: number;
  readonly iat: number;
  /** of the account when the token was made; absent in tokens of programs */
  readonly generation: number;
  /** session or grant that the token came from; absent in tokens of programs */
  readonly place?: string;
  /** launch context of a SMART app */
  readonly patient?: string;
  readonly encounter?: string;
}

export interface TokenVerifier {
  /** The visitor when this token was verified moments ago: what nearly every request needs, without waiting. */
  known(token: string): Visitor | undefined;
  /** @throws access.tokenInvalid */
  verify(token: string): Promise<Visitor>;
  /** A person at our own pages, before there is a token: what they reach by their roles. @throws access.tokenInvalid */
  visitorOf(login: string): Promise<Visitor>;
  /** Claims of a token that is valid now, whoever it belongs to. */
  inspect(token: string): Promise<TokenClaims | undefined>;
  /** From now on this token is refused here; other processes notice within a minute. */
  revoke(token: string): Promise<void>;
  forget(): void;
}

export interface TokenVerifierOptions {
  readonly sql: Sql;
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly keys: SiteKeys;
  readonly baseUrl: string;
  readonly policies: readonly Policy[];
  readonly circumstances: CircumstancesBook;
  readonly now: () => Date;
}

/** Leavers and revoked tokens are noticed by every process within this time. */
const RECHECK_MS = 60_000;
const MOST_TOKENS = 10_000;
const MOST_REACHES = 1_000;

const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64');

/** Remembers verified tokens by digest, newest last; the oldest leaves when there are too many. */
class Remembered {
  readonly #visitors = new Map<string, { visitor: Visitor; until: number }>();

  get(token: string, now: number): Visitor | undefined {
    const key = keyOf(token);
    const found = this.#visitors.get(key);
    if (found === undefined) return undefined;
    if (now < found.until) return found.visitor;
    this.#visitors.delete(key);
    return undefined;
  }

  set(token: string, visitor: Visitor, until: number): void {
    if (this.#visitors.size >= MOST_TOKENS) {
      const oldest = this.#visitors.keys().next().value;
      if (oldest !== undefined) this.#visitors.delete(oldest);
    }
    this.#visitors.set(keyOf(token), { visitor, until });
  }

  delete(token: string): void {
    this.#visitors.delete(keyOf(token));
  }

  clear(): void {
    this.#visitors.clear();
  }
}

type Reaches = (roles: readonly string[], narrowing: Narrowing) => Pick<Visitor, 'reach' | 'reachFor'>;

/** Callers with the same roles, scopes and nothing special about them share one reach, and what it remembers. */
function openReaches(policies: readonly Policy[]): Reaches {
  const shared = new Map<string, Reach>();
  const reachFor = (roles: readonly string[], narrowing: Narrowing): Reach => {
    const { scope, purpose, ...special } = narrowing;
    if (Object.keys(special).length > 0) return reachOf(roles, policies, narrowing);
    // no scope at all (our own pages) is the roles alone, an empty one is nothing
    const key = JSON.stringify([roles, scope, purpose]);
    const before = shared.get(key);
    if (before !== undefined) return before;
    if (shared.size >= MOST_REACHES) shared.clear();
    const reach = reachOf(roles, policies, narrowing);
    shared.set(key, reach);
    return reach;
  };
  return (roles, narrowing) => {
    const known = new Map<string, Reach>();
    return {
      reach: reachFor(roles, narrowing),
      reachFor(purpose) {
        const reach = known.get(purpose) ?? reachFor(roles, { ...narrowing, purpose });
        known.set(purpose, reach);
        return reach;
      },
    };
  };
}

function textsOf<K extends string>(payload: JWTPayload, names: readonly K[]): Partial<Record<K, string>> {
  const texts: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = payload[name];
    if (typeof value === 'string') texts[name] = value;
  }
  return texts;
}

async function readClaims(options: TokenVerifierOptions, token: string): Promise<TokenClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, options.keys.tokenPublic, {
      issuer: options.baseUrl,
      audience: audienceOf(options.baseUrl),
      algorithms: ['ES256'],
      currentDate: options.now(),
    });
    const { sub, client_id: clientId, scope, jti, exp, iat, gen } = payload;
    if (sub === undefined || typeof clientId !== 'string' || !jti || !exp || !iat) return undefined;
    const generation = typeof gen === 'number' ? gen : 0;
    return {
      sub,
      clientId,
      scope: typeof scope === 'string' ? scope : undefined,
      jti,
      exp,
      iat,
      generation,
      ...textsOf(payload, ['place', 'patient', 'encounter']),
    };
  } catch {
    return undefined;
  }
}

async function isRevoked(sql: Sql, jti: string): Promise<boolean> {
  const text = 'select 1 as hit from access_revoked where token = $1';
  return (await sql.query({ name: 'access_revoked', text, values: [jti] })).length > 0;
}

type Holder = Omit<Visitor, 'reach' | 'reachFor'>;

async function holderOf(options: TokenVerifierOptions, claims: TokenClaims): Promise<Holder | undefined> {
  const { sub, clientId } = claims;
  if (sub !== clientId) {
    const account = await options.accounts.find(sub);
    if (account?.generation !== claims.generation) return undefined;
    if (clientId !== WEB_CLIENT && (await options.clients.find(clientId)) === undefined) return undefined;
    const { reference: who, display, roles } = account;
    return {
      who,
      display,
      client: clientId,
      roles,
      login: sub,
      ...(claims.place ? { place: claims.place } : {}),
      ...(clientId === WEB_CLIENT ? {} : { isApp: true }),
    };
  }
  const client = await options.clients.find(clientId);
  const who = client?.reference ?? `client:${clientId}`;
  return client && { who, display: client.display, client: clientId, roles: client.roles };
}

export function openTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const remembered = new Remembered();
  const reaches = openReaches(options.policies);
  let age = 0;
  const inspect = async (token: string): Promise<TokenClaims | undefined> => {
    const claims = await readClaims(options, token);
    if (claims === undefined || (await isRevoked(options.sql, claims.jti))) return undefined;
    return claims.place === undefined || (await isPlaceOpen(options.sql, claims.place)) ? claims : undefined;
  };
  return {
    known: (token) => remembered.get(token, options.now().getTime()),
    inspect,
    async verify(token) {
      const claims = await inspect(token);
      const holder = claims && (await holderOf(options, claims));
      if (claims === undefined || holder === undefined) throw errors.tokenInvalid();
      const before = age;
      const { narrowing, until } = await options.circumstances.of(holder);
      const visitor = {
        ...holder,
        ...reaches(holder.roles, {
          ...narrowing,
          scope: claims.scope ?? '',
          ...(claims.patient === undefined ? {} : { launched: claims.patient }),
        }),
      };
      const recheck = Math.min(claims.exp * 1000, until, options.now().getTime() + RECHECK_MS);
      // what was looked at before something was forgotten is not worth remembering
      if (before === age) remembered.set(token, visitor, recheck);
      return visitor;
    },
    async visitorOf(login) {
      const account = await options.accounts.find(login);
      if (account === undefined) throw errors.tokenInvalid();
      const { reference: who, display, roles } = account;
      const holder = { who, display, roles, client: WEB_CLIENT, login };
      const { narrowing } = await options.circumstances.of(holder);
      return { ...holder, ...reaches(roles, narrowing) };
    },
    async revoke(token) {
      remembered.delete(token);
      const { jti, exp } = decodeJwt(token);
      if (jti === undefined || exp === undefined) return;
      await options.sql.query({
        text: 'insert into access_revoked (token, expires) values ($1, to_timestamp($2)) on conflict do nothing',
        values: [jti, exp],
      });
    },
    forget() {
      age += 1;
      options.circumstances.forget();
      remembered.clear();
    },
  };
}
