import type { Sql } from '@lienmach/fhir-store';
import { errors } from './errors.ts';

/** Where somebody is signed in: a browser, or a program that acts for them. */
export interface Place {
  readonly session: string;
  readonly client: string;
  /** as the program names itself, shortened: `Firefox · Windows` */
  readonly device: string;
  readonly address: string;
  readonly begun: string;
  readonly used: string;
}

export interface Seen extends Omit<Place, 'begun' | 'used'> {
  readonly login: string;
  readonly at: Date;
}

/** Told whenever a token is given: at sign-in, and every quarter of an hour while somebody works. */
export async function notePlace(sql: Sql, seen: Seen): Promise<void> {
  const { session, login, client, device, address, at } = seen;
  await sql.query({
    text: `insert into access_place (session, login, client, device, address, begun, used) values ($1,$2,$3,$4,$5,$6,$6)
           on conflict (session) do update set device = $4, address = $5, used = $6`,
    values: [session, login, client, device, address, at.toISOString()],
  });
}

/** sessions, and what was granted to programs beyond them */
const isOpen = `exists (select 1 from access_payload o where (o.model = 'Session' and o.uid = p.session
  or o.model = 'Grant' and o.id = p.session) and o.expires > $2 and o.payload::json->>'accountId' = p.login)`;

const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;

/** newest first */
export const listPlaces = (sql: Sql, login: string, now: Date): Promise<Place[]> =>
  sql.query<Place>({
    text: `select session, client, device, address, ${instant('begun')}, ${instant('used')}
           from access_place p where login = $1 and ${isOpen} order by p.used desc, session`,
    values: [login, now.toISOString()],
  });

/** Tokens carry the session or grant they came from, and are worthless when it is gone. */
export async function isPlaceOpen(sql: Sql, place: string): Promise<boolean> {
  const text = `select 1 as hit from access_payload where (model = 'Session' and uid = $1 or model = 'Grant' and id = $1)
    and expires > now()`;
  return (await sql.query({ name: 'access_place_open', text, values: [place] })).length > 0;
}

/** @throws access.unknownSession */
export async function endPlace(sql: Sql, login: string, session: string): Promise<void> {
  const gone = await sql.query<{ model: string }>({
    text: `delete from access_payload where payload::json->>'accountId' = $2 and (model = 'Session' and uid = $1
             or model in ('RefreshToken', 'AuthorizationCode') and (payload::json->>'sessionUid' = $1 or grant_id = $1)
             or model = 'Grant' and id = $1) returning model`,
    values: [session, login],
  });
  await sql.query({ text: 'delete from access_place where session = $1 and login = $2', values: [session, login] });
  if (gone.length === 0) throw errors.unknownSession();
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/coc_coc/i, 'Cốc Cốc'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (list: typeof browsers, text: string): string | undefined => list.find(([sign]) => sign.test(text))?.[1];

/** Enough for a person to know their own machine again; the whole text of a browser is not kept. */
export function deviceName(userAgent: string): string {
  const parts = [first(browsers, userAgent), first(systems, userAgent)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : (/^[\w.-]{1,32}/.exec(userAgent)?.[0] ?? '');
}
