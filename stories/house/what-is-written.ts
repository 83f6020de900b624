import type { Sql } from '@lienmach/fhir-store';
import { expect } from 'vitest';

const tables = [
  'resource',
  'resource_history',
  'outbox',
  'idx_token',
  'idx_reference',
  'idx_date',
  'idx_string',
  'idx_quantity',
  'idx_uri',
  'idx_composite',
] as const;

/** rows of every table that a write touches */
async function whatIsWritten(sql: Sql): Promise<Record<string, string>> {
  const [row = {}] = await sql.query<Record<string, string>>({
    text: `select ${tables.map((table) => `(select count(*)::text from ${table}) as ${table}`).join(', ')}`,
  });
  return row;
}

/** Does something that has to leave the record exactly as it was: no resource, version, index row or event more. */
export async function nothingWritten<T>({ sql }: { sql: Sql }, work: () => Promise<T>): Promise<T> {
  const before = await whatIsWritten(sql);
  const result = await work();
  expect(await whatIsWritten(sql)).toEqual(before);
  return result;
}
