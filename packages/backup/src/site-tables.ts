import type { Client } from 'pg';
import type { TableShape } from './backup-format.ts';

interface TableRow extends TableShape {
  readonly needs: readonly string[];
}

/** `migration` is made by migrating, not copied. */
const tables = `
select c.relname as name,
  (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  coalesce((select array_agg(distinct r.relname::text) from pg_constraint k join pg_class r on r.oid = k.confrelid
    where k.conrelid = c.oid and k.contype = 'f' and r.oid <> c.oid), '{}') as needs
from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and c.relname <> 'migration'
order by c.relname`;

/** Every table of the house, each after those it refers to. */
export async function siteTables(client: Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableRow>(tables);
  const sorted: TableShape[] = [];
  const add = ({ name, columns, needs }: TableRow): void => {
    if (sorted.some((one) => one.name === name)) return;
    for (const needed of rows.filter((row) => needs.includes(row.name))) add(needed);
    sorted.push({ name, columns });
  };
  for (const row of rows) add(row);
  return sorted;
}

export async function isEmptyDatabase(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'S') limit 1`,
  );
  return rows.length === 0;
}

/** So that a row has the same text on every server. */
const plainTexts = `set local timezone = 'UTC'; set local datestyle = 'ISO, MDY'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0`;

export const writePlainTexts = (client: Client): Promise<unknown> => client.query(plainTexts);

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Count and checksum of a table, whatever the order of its rows. */
export async function tableChecksum(client: Client, { name, columns }: TableShape) {
  const row = `row(${columns.map((column) => `t.${quoted(column)}`).join(', ')})::text`;
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `select count(*)::text as rows, coalesce(sum(('x' || left(md5(${row}), 15))::bit(60)::bigint::numeric), 0)::text as checksum
     from ${quoted(name)} t`,
  );
  const [counted] = rows;
  return { rows: Number(counted?.rows ?? 0), checksum: counted?.checksum ?? '' };
}
