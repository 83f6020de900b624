import type { Sql } from '@lienmach/fhir-store';
import { type Account, openAccounts } from './accounts.ts';
import { forgetAttempts } from './attempts.ts';
import { endSessions } from './end-sessions.ts';
import { errors } from './errors.ts';
import { makeOneTimePassword } from './one-time-password.ts';
import { hashPassword } from './passwords.ts';
import { endPlace, listPlaces, type Place } from './places.ts';

/** An account as an administrator sees it; never its password. */
export interface AccountStanding extends Account {
  readonly isDisabled: boolean;
  /** ISO instant until which wrong passwords have locked it */
  readonly lockedUntil?: string;
  /** there is a password, given or chosen */
  readonly hasPassword: boolean;
  /** ISO instant until which a password given by an administrator can be used, once */
  readonly oneTimeUntil?: string;
  readonly created: string;
  readonly signedIn?: string;
  /** places where the person is signed in now */
  readonly sessions: number;
  /** second factors that are in use */
  readonly factors: number;
}

export interface AccountChange {
  readonly display?: string;
  readonly roles?: readonly string[];
  readonly isDisabled?: boolean;
}

/** Shown once; only its hash is kept. */
export interface OneTimePassword {
  readonly password: string;
  readonly until: string;
}

export interface AccountDesk {
  list(): Promise<AccountStanding[]>;
  /** @throws access.loginMalformed, access.loginTaken */
  create(account: Account): Promise<OneTimePassword>;
  /**
   * Nobody else changes an account while `decide` looks at everybody; what it throws stops the change. Other roles, or
   * none any more, end the sessions. @throws access.unknownAccount
   */
  change(
    login: string,
    decide: (account: AccountStanding, all: readonly AccountStanding[]) => AccountChange,
  ): Promise<void>;
  /** The password of before is gone and so are all sessions. @throws access.unknownAccount */
  resetPassword(login: string): Promise<OneTimePassword>;
  /** @returns sessions that were open @throws access.unknownAccount */
  endSessions(login: string): Promise<number>;
  /** @throws access.unknownAccount */
  sessions(login: string): Promise<Place[]>;
  /**
   * From now on this person of another house is this account: signs in here when that house vouches for them.
   * @throws access.unknownAccount, access.identityTaken
   */
  link(login: string, house: string, value: string): Promise<void>;
  /** One place only. @throws access.unknownSession */
  endSession(login: string, session: string): Promise<void>;
  /** Somebody lost what they sign in with: all second factors and recovery codes go, and so do the sessions. @returns factors that were in use @throws access.unknownAccount */
  resetFactors(login: string): Promise<number>;
}

const HOURS_VALID = 24;

interface Row extends Account {
  readonly disabled: boolean;
  readonly locked: string | null;
  readonly has_password: boolean;
  readonly one_time_until: string | null;
  readonly created: string;
  readonly signed_in: string | null;
  readonly sessions: number;
  readonly factors: number;
}

const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;

const select = `select a.login, display, reference, roles, disabled, password is not null as has_password,
  ${['locked', 'one_time_until', 'created', 'signed_in'].map(instant).join(', ')},
  coalesce(open.sessions, 0)::int as sessions,
  (select count(*)::int from access_factor f where f.login = a.login and f.confirmed) as factors
  from (select acc.*, t.locked_until as locked from access_account acc
        left join access_attempt t on t.login = acc.login and t.lock = 'password') a left join (
    select payload::json->>'accountId' as holder, count(*)::int as sessions from access_payload
    where model = 'Session' and expires > $1 group by 1) open on open.holder = a.login
  order by a.login`;

function standingOf(row: Row, now: Date): AccountStanding {
  const { login, display, reference, roles, sessions, factors, created } = row;
  const isLocked = row.locked !== null && row.locked > now.toISOString();
  return {
    login,
    display,
    reference,
    roles,
    sessions,
    factors,
    created,
    isDisabled: row.disabled,
    hasPassword: row.has_password,
    ...(isLocked && row.locked !== null ? { lockedUntil: row.locked } : {}),
    ...(row.one_time_until === null ? {} : { oneTimeUntil: row.one_time_until }),
    ...(row.signed_in === null ? {} : { signedIn: row.signed_in }),
  };
}

async function list(sql: Sql, now: Date): Promise<AccountStanding[]> {
  const rows = await sql.query<Row>({ text: select, values: [now.toISOString()] });
  return rows.map((row) => standingOf(row, now));
}

function endsSessions({ roles, isDisabled }: AccountChange, before: AccountStanding): boolean {
  const isOther = roles !== undefined && roles.toSorted().join() !== before.roles.toSorted().join();
  return isOther || isDisabled === true;
}

async function change(sql: Sql, now: Date, login: string, decide: Parameters<AccountDesk['change']>[1]): Promise<void> {
  await sql.query({ text: `select pg_advisory_xact_lock(hashtext('lienmach accounts'))` });
  const all = await list(sql, now);
  const account = all.find((one) => one.login === login);
  if (account === undefined) throw errors.unknownAccount({ detail: login.slice(0, 64) });
  const decided = decide(account, all);
  await sql.query({
    text: `update access_account set display = coalesce($2, display), roles = coalesce($3::text[], roles),
             disabled = coalesce($4, disabled) where login = $1`,
    values: [
      login,
      decided.display ?? null,
      decided.roles === undefined ? null : [...decided.roles],
      decided.isDisabled ?? null,
    ],
  });
  await forgetAttempts(sql, login);
  if (endsSessions(decided, account)) await endSessions(sql, login);
}

async function give(sql: Sql, login: string, now: Date): Promise<OneTimePassword> {
  const password = makeOneTimePassword();
  const until = new Date(now.getTime() + HOURS_VALID * 3_600_000).toISOString();
  const hash = await hashPassword(password);
  const found = await sql.query<{ login: string }>({
    text: `update access_account set password = $2, one_time_until = $3 where login = $1 returning login`,
    values: [login, hash, until],
  });
  if (found.length === 0) throw errors.unknownAccount({ detail: login.slice(0, 64) });
  await forgetAttempts(sql, login);
  return { password, until };
}

async function checkKnown(sql: Sql, login: string): Promise<void> {
  const text = 'select login from access_account where login = $1';
  if ((await sql.query({ text, values: [login] })).length === 0)
    throw errors.unknownAccount({ detail: login.slice(0, 64) });
}

async function link(sql: Sql, login: string, house: string, value: string): Promise<void> {
  const text = `insert into access_identity (house, value, login) values ($1,$2,$3)
    on conflict (house, value) do update set login = excluded.login where access_identity.login = excluded.login
    returning login`;
  if ((await sql.query({ text, values: [house, value, login] })).length === 0) throw errors.identityTaken();
}

async function resetFactors(sql: Sql, login: string): Promise<number> {
  const text = 'delete from access_factor where login = $1 returning confirmed';
  const gone = await sql.query<{ confirmed: boolean }>({ text, values: [login] });
  await sql.query({ text: 'delete from access_recovery where login = $1', values: [login] });
  await forgetAttempts(sql, login);
  await endSessions(sql, login);
  return gone.filter(({ confirmed }) => confirmed).length;
}

/** @param onEnded  told when sessions ended, so that remembered tokens are forgotten */
export function openAccountDesk(sql: Sql, now: () => Date, onEnded: () => void = () => undefined): AccountDesk {
  return {
    list: () => list(sql, now()),
    create: (account) =>
      sql.transaction(async (inside) => {
        await openAccounts(inside, now).create(account);
        return give(inside, account.login, now());
      }),
    async change(login, decide) {
      await sql.transaction((inside) => change(inside, now(), login, decide));
      onEnded();
    },
    async resetPassword(login) {
      const given = await sql.transaction(async (inside) => {
        await endSessions(inside, login);
        return give(inside, login, now());
      });
      onEnded();
      return given;
    },
    async sessions(login) {
      await checkKnown(sql, login);
      return listPlaces(sql, login, now());
    },
    async link(login, house, value) {
      await checkKnown(sql, login);
      await link(sql, login, house, value);
    },
    async endSession(login, session) {
      await endPlace(sql, login, session);
      onEnded();
    },
    async resetFactors(login) {
      await checkKnown(sql, login);
      const gone = await sql.transaction((inside) => resetFactors(inside, login));
      onEnded();
      return gone;
    },
    async endSessions(login) {
      await checkKnown(sql, login);
      const ended = await endSessions(sql, login);
      onEnded();
      return ended;
    },
  };
}
