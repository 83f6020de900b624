import type { Sql } from '../sql.ts';
import type { Scope } from './condition.ts';
import { errors } from './errors.ts';
import { statementName } from './statement-name.ts';

/**
 * Runs a finished text with the values collected on the way, prepared when its shape has been seen before.
 *
 * @throws 400 for values that PostgreSQL cannot hold (a NUL in a text, a forged cursor)
 */
export async function runStatement<Row>(sql: Sql, { bind }: Scope, text: string): Promise<Row[]> {
  const name = bind.isPlannedByValue ? undefined : statementName(text);
  try {
    return await sql.query<Row>({ text, values: bind.values, ...(name ? { name } : {}) });
  } catch (thrown) {
    if (isDataException(thrown)) throw errors.badValue({ detail: thrown.code });
    throw thrown;
  }
}

/** SQLSTATE class 22. */
const isDataException = (thrown: unknown): thrown is { code: string } =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && /^22/.test(thrown.code);
