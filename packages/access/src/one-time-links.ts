import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import type { Accounts } from './accounts.ts';
import { errors } from './errors.ts';

const HOURS_VALID = 24;
const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** How a person without a password gets one: a link that works once, for 24 hours. Only its digest is stored. */
export interface OneTimeLinks {
  /** @returns the secret part of the link */
  create(login: string): Promise<string>;
  /** @throws access.linkInvalid, access.passwordTooShort (the link stays usable) */
  redeem(token: string, password: string): Promise<string>;
}

async function redeem(sql: Sql, token: string, now: Date): Promise<string> {
  const [link] = await sql.query<{ login: string }>({
    text: 'update access_link set used = $2 where hash = $1 and used is null and expires > $2::timestamptz returning login',
    values: [digest(token), now.toISOString()],
  });
  if (link === undefined) throw errors.linkInvalid();
  return link.login;
}

export function openOneTimeLinks(sql: Sql, accountsOn: (sql: Sql) => Accounts, now: () => Date): OneTimeLinks {
  return {
    async create(login) {
      const token = randomBytes(32).toString('base64url');
      const expires = new Date(now().getTime() + HOURS_VALID * 3_600_000);
      const text = 'insert into access_link (hash, login, expires) values ($1,$2,$3)';
      await sql.query({ text, values: [digest(token), login, expires.toISOString()] });
      return token;
    },
    redeem: (token, password) =>
      sql.transaction(async (inside) => {
        const login = await redeem(inside, token, now());
        await accountsOn(inside).setPassword(login, password);
        return login;
      }),
  };
}
