import { randomUUID } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import { openAttempts } from './attempts.ts';
import { errors } from './errors.ts';
import { countRecoveryCodes, makeRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';
import { base32, makeTotpSecret, totpStep, totpUri } from './totp.ts';

/** One thing that a person has beside the password. */
export interface Factor {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly label: string;
  readonly created: string;
  readonly used?: string;
}

/** What a person can answer the second question with. */
export interface Ways {
  readonly totp: boolean;
  readonly passkey: boolean;
  readonly recovery: number;
}

/** Shown while it is set up; afterwards nobody sees the secret again. */
export interface TotpOffer {
  readonly id: string;
  /** for typing it in where no camera is */
  readonly secret: string;
  /** for the QR code */
  readonly uri: string;
}

export interface SecondFactors {
  list(login: string): Promise<Factor[]>;
  ways(login: string): Promise<Ways>;
  /** Opens nothing until a code confirms it; an unconfirmed one of before is dropped. */
  beginTotp(login: string, issuer: string, label: string): Promise<TotpOffer>;
  /** @returns recovery codes when there were none yet @throws access.codeRefused, access.codeLocked */
  confirmTotp(login: string, id: string, code: string): Promise<readonly string[]>;
  /** A code of an authenticator, or one recovery code. @throws access.codeRefused, access.codeLocked */
  check(login: string, code: string): Promise<'totp' | 'recovery'>;
  /** A factor was just added. @returns recovery codes when there are none */
  firstRecovery(login: string): Promise<readonly string[]>;
  newRecovery(login: string): Promise<readonly string[]>;
  /** @throws access.unknownFactor */
  remove(login: string, id: string): Promise<void>;
}

export interface SecondFactorOptions {
  readonly sql: Sql;
  /** of the site, seals the secrets */
  readonly key: string;
  readonly now: () => Date;
}

interface TotpRow {
  readonly id: string;
  readonly secret: Uint8Array;
  readonly used_step: string;
}

/** The step is stored with the condition that it is a later one: of two requests with one code, one loses. */
async function spendStep(sql: Sql, id: string, step: number, now: Date): Promise<boolean> {
  const spent = await sql.query<{ id: string }>({
    text: 'update access_factor set used_step = $2, used = $3, confirmed = true where id = $1 and used_step < $2 returning id',
    values: [id, step, now.toISOString()],
  });
  return spent.length > 0;
}

async function totpHolds(
  { sql, key, now }: SecondFactorOptions,
  rows: readonly TotpRow[],
  about: string,
  code: string,
) {
  for (const row of rows) {
    const step = totpStep(openSecret(key, row.secret, about), code, now(), Number(row.used_step));
    if (step !== undefined && (await spendStep(sql, row.id, step, now()))) return true;
  }
  return false;
}

const totpRows = (sql: Sql, login: string, isConfirmed: boolean, id?: string): Promise<TotpRow[]> =>
  sql.query<TotpRow>({
    text: `select id, secret, used_step::text from access_factor
           where login = $1 and kind = 'totp' and confirmed = $2 and ($3::text is null or id = $3)`,
    values: [login, isConfirmed, id ?? null],
  });

async function list(sql: Sql, login: string): Promise<Factor[]> {
  const instant = (column: string) =>
    `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;
  const rows = await sql.query<Factor & { used: string | null }>({
    text: `select id, kind, label, ${instant('created')}, ${instant('used')} from access_factor
           where login = $1 and confirmed order by access_factor.created, id`,
    values: [login],
  });
  return rows.map(({ used, ...factor }) => (used === null ? factor : { ...factor, used }));
}

async function begin(options: SecondFactorOptions, login: string, issuer: string, label: string): Promise<TotpOffer> {
  const { sql, key, now } = options;
  const [id, secret] = [randomUUID(), makeTotpSecret()];
  await sql.query({ text: 'delete from access_factor where login = $1 and not confirmed', values: [login] });
  await sql.query({
    text: `insert into access_factor (id, login, kind, label, secret, created) values ($1,$2,'totp',$3,$4,$5)`,
    values: [id, login, label.slice(0, 64), sealSecret(key, secret, login), now().toISOString()],
  });
  return { id, secret: base32(secret), uri: totpUri(secret, issuer, login) };
}

const isTotp = (code: string): boolean => /^\d{6}$/.test(code);

/** TOTP and recovery codes; passkeys are made and used in passkeys.ts and listed here. */
export function openSecondFactors(options: SecondFactorOptions): SecondFactors {
  const { sql, now } = options;
  const attempts = openAttempts(sql, now);
  const guarded = async <T>(login: string, look: () => Promise<T | undefined>): Promise<T> => {
    if (!(await attempts.begin(login, 'code'))) throw errors.codeLocked();
    const found = await look();
    if (found === undefined) throw errors.codeRefused();
    await attempts.succeed(login, 'code');
    return found;
  };
  const firstRecovery = async (login: string): Promise<readonly string[]> =>
    (await countRecoveryCodes(sql, login)) > 0 ? [] : makeRecoveryCodes(sql, login);
  return {
    list: (login) => list(sql, login),
    async ways(login) {
      const factors = await list(sql, login);
      const has = (kind: Factor['kind']): boolean => factors.some((one) => one.kind === kind);
      const recovery = factors.length === 0 ? 0 : await countRecoveryCodes(sql, login);
      return { totp: has('totp'), passkey: has('passkey'), recovery };
    },
    beginTotp: (login, issuer, label) => begin(options, login, issuer, label),
    async confirmTotp(login, id, code) {
      await guarded(login, async () => {
        const rows = await totpRows(sql, login, false, id);
        return (await totpHolds(options, rows, login, code.replace(/\s/g, ''))) || undefined;
      });
      return firstRecovery(login);
    },
    check: (login, given) =>
      guarded(login, async () => {
        const code = given.replace(/\s/g, '');
        if (isTotp(code))
          return (await totpHolds(options, await totpRows(sql, login, true), login, code)) ? 'totp' : undefined;
        return (await takeRecoveryCode(sql, login, code, now())) ? 'recovery' : undefined;
      }),
    firstRecovery,
    newRecovery: (login) => makeRecoveryCodes(sql, login),
    async remove(login, id) {
      const text = 'delete from access_factor where login = $1 and id = $2 returning id';
      if ((await sql.query({ text, values: [login, id] })).length === 0) throw errors.unknownFactor();
    },
  };
}
