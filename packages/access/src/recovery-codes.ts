import { createHash } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import { makeOneTimePassword } from './one-time-password.ts';

const CODES = 10;

/** 79 random bits each: a plain digest cannot be searched. */
const digest = (login: string, code: string): Buffer =>
  createHash('sha256')
    .update(`${login}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
    .digest();

/** Those of before are worth nothing any more. @returns shown once, only digests are kept */
export async function makeRecoveryCodes(sql: Sql, login: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, makeOneTimePassword);
  await sql.query({ text: 'delete from access_recovery where login = $1', values: [login] });
  await sql.query({
    text: 'insert into access_recovery (login, hash) select $1, unnest($2::bytea[])',
    values: [login, codes.map((code) => digest(login, code))],
  });
  return codes;
}

/** Each works once. */
export async function takeRecoveryCode(sql: Sql, login: string, code: string, now: Date): Promise<boolean> {
  const taken = await sql.query<{ login: string }>({
    text: 'update access_recovery set used = $3 where login = $1 and hash = $2 and used is null returning login',
    values: [login, digest(login, code), now.toISOString()],
  });
  return taken.length > 0;
}

export async function countRecoveryCodes(sql: Sql, login: string): Promise<number> {
  const text = 'select count(*)::int as unused from access_recovery where login = $1 and used is null';
  const [row] = await sql.query<{ unused: number }>({ text, values: [login] });
  return row?.unused ?? 0;
}
