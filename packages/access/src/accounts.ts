import type { Sql } from '@lienmach/fhir-store';
import { forgetAttempts, openAttempts } from './attempts.ts';
import { endSessions } from './end-sessions.ts';
import { errors } from './errors.ts';
import { checkPassword } from './password-rules.ts';
import { hashPassword, passwordMatches } from './passwords.ts';

export interface Account {
  readonly login: string;
  readonly display: string;
  /** `Practitioner/…`: what stands in resources and in the audit log */
  readonly reference: string;
  readonly roles: readonly string[];
}

const loginShape = /^[a-z0-9][a-z0-9._-]{2,63}$/;
const columns = 'login, display, reference, roles';

/** `mustChange`: the password was given by an administrator and opens nothing but the page that replaces it. */
export type SignedIn = Account & { readonly mustChange?: true };

/** `generation` grows when the sessions of an account are ended: tokens of before are then worth nothing. */
export type KnownAccount = Account & { readonly generation: number };

/** People who sign in. `start` makes none: the first comes from `admin create`, demo accounts only from `demo`. */
export interface Accounts {
  /** @throws access.loginMalformed, access.loginTaken, access.passwordTooShort, access.passwordTooCommon */
  create(account: Account, password?: string): Promise<void>;
  find(login: string): Promise<KnownAccount | undefined>;
  /**
   * @param known  a lock of its own for a place that knows this person: strangers who guess elsewhere do not close it
   * @throws access.signInRefused, always in the same words
   */
  signIn(login: string, password: string, known?: string): Promise<SignedIn>;
  /** The person chose it; sessions of before end. @throws access.passwordTooShort, access.passwordTooCommon */
  setPassword(login: string, password: string): Promise<void>;
  disable(login: string): Promise<void>;
}

async function create(sql: Sql, account: Account, password: string | undefined): Promise<void> {
  if (!loginShape.test(account.login)) throw errors.loginMalformed({ detail: account.login.length });
  if (password !== undefined) checkPassword(password, account.login);
  const hash = password === undefined ? null : await hashPassword(password);
  const made = await sql.query<{ login: string }>({
    text: `insert into access_account (login, display, reference, roles, password) values ($1,$2,$3,$4,$5)
           on conflict do nothing returning login`,
    values: [account.login, account.display, account.reference, [...account.roles], hash],
  });
  if (made.length === 0) throw errors.loginTaken();
}

type Attempt = Account & { readonly password: string; readonly one_time: boolean };

/** Only attempts at accounts that exist are counted, before the password is looked at. */
async function beginAttempt(sql: Sql, login: string, now: Date): Promise<Attempt | undefined> {
  const [found] = await sql.query<Omit<Attempt, 'password'> & { password: string | null }>({
    text: `select ${columns}, password, one_time_until is not null as one_time from access_account
           where login = $1 and not disabled and (one_time_until is null or one_time_until > $2)`,
    values: [login, now.toISOString()],
  });
  return found?.password == null ? undefined : { ...found, password: found.password };
}

interface Trial {
  readonly login: string;
  readonly password: string;
  readonly known: string | undefined;
}

async function signIn(sql: Sql, now: () => Date, { login, password, known }: Trial): Promise<SignedIn> {
  const attempts = openAttempts(sql, now);
  const lock = known === undefined ? 'password' : `password:${known}`;
  const found = loginShape.test(login) ? await beginAttempt(sql, login, now()) : undefined;
  const account = found !== undefined && (await attempts.begin(login, lock)) ? found : undefined;
  const matches = await passwordMatches(password, account?.password);
  if (account === undefined || !matches) throw errors.signInRefused();
  await attempts.succeed(login, lock);
  await sql.query({
    text: 'update access_account set signed_in = $2 where login = $1',
    values: [login, now().toISOString()],
  });
  const { display, reference, roles, one_time } = account;
  return { login: account.login, display, reference, roles, ...(one_time ? { mustChange: true } : {}) };
}

/** @param onEnded  told when sessions ended, so that remembered tokens are forgotten */
export function openAccounts(sql: Sql, now: () => Date, onEnded: () => void = () => undefined): Accounts {
  return {
    create: (account, password) => create(sql, account, password),
    async find(login) {
      const text = `select ${columns}, generation from access_account where login = $1 and not disabled`;
      const [account] = await sql.query<KnownAccount>({ name: 'access_account', text, values: [login] });
      return account;
    },
    signIn: (login, password, known) => signIn(sql, now, { login, password, known }),
    async setPassword(login, password) {
      checkPassword(password, login);
      const hash = await hashPassword(password);
      await sql.query({
        text: 'update access_account set password = $2, one_time_until = null where login = $1',
        values: [login, hash],
      });
      await forgetAttempts(sql, login);
      await endSessions(sql, login);
      onEnded();
    },
    async disable(login) {
      await sql.query({ text: 'update access_account set disabled = true where login = $1', values: [login] });
      await endSessions(sql, login);
      onEnded();
    },
  };
}
