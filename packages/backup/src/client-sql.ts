import type { Sql } from '@lienmach/fhir-store';
import type { Client } from 'pg';

/** One connection as the house speaks to it: everything stays in the transaction that is open on it. */
export function clientSql(client: Client): Sql {
  const sql: Sql = {
    engine: 'postgres',
    async query<Row>({ text, values }: { text: string; values?: readonly unknown[] }) {
      return (await client.query(text, values ? [...values] : [])).rows as Row[];
    },
    transaction: (work) => work(sql),
    script: async (text) => void (await client.query(text)),
    listen: () => Promise.reject(new TypeError('no listening on a borrowed connection')),
    close: () => Promise.reject(new TypeError('a borrowed connection is closed by its owner')),
  };
  return sql;
}
