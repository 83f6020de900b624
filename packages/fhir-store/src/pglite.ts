import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Sql, Statement } from './sql.ts';

/** PostgreSQL inside the process (WebAssembly), one connection. @param folder  absent: in memory */
export async function openPglite(folder?: string): Promise<Sql> {
  // loaded only when asked for: a server does not need it
  const { PGlite: Engine } = await import('@electric-sql/pglite');
  const database = await Engine.create(folder === undefined ? {} : { dataDir: folder });
  return {
    engine: 'pglite',
    query: (statement) => run(database, statement),
    transaction: (work) => database.transaction((transaction) => work(insideTransaction(transaction))),
    script: async (text) => void (await database.exec(text)),
    listen: (channel, wake) => database.listen(channel, wake),
    close: () => database.close(),
  };
}

async function run<Row>(target: PGlite | Transaction, { text, values }: Statement): Promise<Row[]> {
  return (await target.query<Row>(text, values ? [...values] : [])).rows;
}

function insideTransaction(transaction: Transaction): Sql {
  const sql: Sql = {
    engine: 'pglite',
    query: (statement) => run(transaction, statement),
    transaction: (work) => work(sql),
    script: async (text) => void (await transaction.exec(text)),
    listen: () => Promise.reject(new TypeError('listen outside the transaction')),
    close: () => Promise.reject(new TypeError('close outside the transaction')),
  };
  return sql;
}
