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

/** Until the reactions to what was written before are over: what follows a visit gives way to people, and comes late. */
async function untilQuiet(sql: Sql): Promise<void> {
  const waits = async (): Promise<boolean | undefined> => {
    const [row] = await sql.query<{ waits: boolean }>({
      text: `select exists (select from outbox where not expanded)
        or exists (select from job where state = 0 and reason is null and (attempts > 0 or run_at <= now())) as waits`,
    });
    return row?.waits;
  };
  await expect.poll(waits, { timeout: 60_000 }).toBe(false);
}

/** Does something that has to leave the record exactly as it was: no resource, version, index row or event more. */
export async function nothingWritten<T>({ sql }: { sql: Sql }, work: () => Promise<T>): Promise<T> {
  await untilQuiet(sql);
  const before = await whatIsWritten(sql);
  const result = await work();
  expect(await whatIsWritten(sql)).toEqual(before);
  return result;
}
