import type { Sql } from '@lienmach/fhir-store';
import { errors } from './errors.ts';

/** A code of a closure table. */
export interface ClosureCode {
  readonly system: string;
  readonly code: string;
}

/** One client's table as it stands: its codes, each with the version that brought it. */
export interface ClosureTable {
  readonly version: number;
  readonly codes: readonly (ClosureCode & { readonly since: number })[];
}

/**
 * Named lists of codes that programs keep a closure table of. Which code lies below which is never stored: the hierarchy of the
 * day says it. A table belongs to whoever began it; nobody else sees it.
 *
 * @source FHIR R4 4.0.1, terminology-service.html, maintaining a closure table (from memory)
 */
export interface ClosureBook {
  /** A new table, or the old one emptied. The oldest of the owner give way to it. */
  begin(owner: string, name: string, now: Date): Promise<void>;
  /** @throws terminology.unknownClosure */
  read(owner: string, name: string): Promise<ClosureTable>;
  /** What is new counts under the next version. @throws terminology.unknownClosure, terminology.closureTooLarge */
  add(owner: string, name: string, codes: readonly ClosureCode[]): Promise<ClosureTable>;
}

/** tables of one owner */
const MOST_TABLES = 50;
/** codes of one table: each is looked at against all others */
const MOST_CODES = 5000;

async function begin(sql: Sql, owner: string, name: string, now: Date): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query({ text: 'delete from closure_table where owner = $1 and name = $2', values: [owner, name] });
    await tx.query({
      text: `insert into closure_table (owner, name, version, begun_at) values ($1, $2, 0, $3)
             on conflict (owner, name) do nothing`,
      values: [owner, name, now.toISOString()],
    });
    await tx.query({
      text: `delete from closure_table where owner = $1 and name in (
               select name from closure_table where owner = $1 order by begun_at desc, name offset $2)`,
      values: [owner, MOST_TABLES],
    });
  });
}

async function read(sql: Sql, owner: string, name: string): Promise<ClosureTable> {
  const [head] = await sql.query<{ version: number }>({
    text: 'select version from closure_table where owner = $1 and name = $2',
    values: [owner, name],
  });
  if (!head) throw errors.unknownClosure({ name: name.slice(0, 200), at: 'name' });
  const codes = await sql.query<ClosureCode & { since: number }>({
    text: 'select system, code, since from closure_code where owner = $1 and name = $2 order by since, system, code',
    values: [owner, name],
  });
  return { version: head.version, codes };
}

async function add(sql: Sql, owner: string, name: string, codes: readonly ClosureCode[]): Promise<ClosureTable> {
  return sql.transaction(async (tx) => {
    // two calls for one table come one after the other
    await tx.query({
      text: 'select version from closure_table where owner = $1 and name = $2 for update',
      values: [owner, name],
    });
    const before = await read(tx, owner, name);
    const known = new Set(before.codes.map(({ system, code }) => `${system}|${code}`));
    const fresh = [...new Map(codes.map((one) => [`${one.system}|${one.code}`, one]))].flatMap(([key, one]) =>
      known.has(key) ? [] : [one],
    );
    if (fresh.length === 0) return before;
    if (known.size + fresh.length > MOST_CODES) throw errors.closureTooLarge({ limit: MOST_CODES, at: 'concept' });
    const version = before.version + 1;
    await tx.query({
      text: 'update closure_table set version = $3 where owner = $1 and name = $2',
      values: [owner, name, version],
    });
    await tx.query({
      text: `insert into closure_code (owner, name, system, code, since)
             select $1, $2, system, code, $5::int from unnest($3::text[], $4::text[]) as fresh (system, code)`,
      values: [owner, name, fresh.map(({ system }) => system), fresh.map(({ code }) => code), version],
    });
    return { version, codes: [...before.codes, ...fresh.map((one) => ({ ...one, since: version }))] };
  });
}

export const openClosureBook = (sql: Sql): ClosureBook => ({
  begin: (owner, name, now) => begin(sql, owner, name, now),
  read: (owner, name) => read(sql, owner, name),
  add: (owner, name, codes) => add(sql, owner, name, codes),
});
