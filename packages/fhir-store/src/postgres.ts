import pg from 'pg';
import { arrayText } from './array-text.ts';
import { isConnectionLoss } from './connection-loss.ts';
import { type CopyPart, CopyScript } from './copy-script.ts';
import { storeErrors } from './errors.ts';
import type { Sql, Statement } from './sql.ts';

export interface PostgresOptions {
  readonly url: string;
  /** connections at most; default 10 */
  readonly max?: number;
  /** milliseconds a request waits for a connection; default 10 000 */
  readonly patience?: number;
  /** milliseconds after which the server gives up one statement (SQLSTATE 57014); default: never */
  readonly longest?: number;
}

const INT8 = 20;
const RECONNECT = 500;

/** int8 as a number: our counters and sequences stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

/** PostgreSQL 15 or newer through a pool; losing the server refuses requests (503) and never ends the process. */
export function openPostgres({ url, max = 10, patience = 10_000, longest = 0 }: PostgresOptions): Sql {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: patience,
    keepAlive: true,
    ...(longest > 0 ? { statement_timeout: longest } : {}),
  });
  pool.on('error', () => undefined); // an idle connection broke: the pool has already dropped it
  const listeners = new Set<() => Promise<void>>();
  return {
    engine: 'postgres',
    query: (statement) => run(pool, statement),
    transaction: (work) => inTransaction(pool, work),
    copyAll: (first, parts) => copyAll(pool, first, parts),
    script: async (text) => void (await answered(pool.query(text))),
    async listen(channel, wake) {
      const stop = await startListening(url, channel, wake);
      const once = async () => void (listeners.delete(once) && (await stop()));
      listeners.add(once);
      return once;
    },
    async close() {
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
}

async function run<Row>(target: pg.Pool | pg.PoolClient, { text, values, name }: Statement): Promise<Row[]> {
  const bound = values?.map((value) => (Array.isArray(value) ? (arrayText(value) ?? value) : value));
  const config = { text, ...(bound ? { values: bound } : {}), ...(name ? { name } : {}) };
  return (await answered(target.query(config))).rows as Row[];
}

/** Turns the many faces of a lost connection into one refusal. */
async function answered<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (thrown) {
    throw isConnectionLoss(thrown) ? storeErrors.unavailable() : thrown;
  }
}

async function inTransaction<Result>(pool: pg.Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await answered(pool.connect());
  const onError = () => undefined; // the query that meets the broken connection reports it
  client.on('error', onError);
  let isBroken = false;
  try {
    await answered(client.query('begin'));
    const result = await work(insideTransaction(client));
    await answered(client.query('commit'));
    return result;
  } catch (thrown) {
    isBroken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw thrown;
  } finally {
    client.off('error', onError);
    client.release(isBroken);
  }
}

async function copyAll(pool: pg.Pool, first: string, parts: readonly CopyPart[]): Promise<void> {
  const client = await answered(pool.connect());
  const onError = () => undefined; // the script that meets the broken connection reports it
  client.on('error', onError);
  let isWhole = false;
  try {
    await answered(client.query(new CopyScript(first, parts)).done);
    isWhole = true;
  } finally {
    client.off('error', onError);
    client.release(!isWhole); // rows may still be on their way: nobody else gets this connection
  }
}

function insideTransaction(client: pg.PoolClient): Sql {
  const sql: Sql = {
    engine: 'postgres',
    query: (statement) => run(client, statement),
    transaction: (work) => work(sql),
    script: async (text) => void (await answered(client.query(text))),
    listen: () => Promise.reject(new TypeError('listen outside the transaction')),
    close: () => Promise.reject(new TypeError('close outside the transaction')),
  };
  return sql;
}

/** A connection of its own that comes back after a loss; every return is also a wake-up, since one may have been missed. */
async function startListening(url: string, channel: string, wake: () => void): Promise<() => Promise<void>> {
  let isStopped = false;
  let client = await connectListener(url, channel, wake, onLoss);

  function onLoss() {
    if (isStopped) return;
    setTimeout(async () => {
      try {
        client = await connectListener(url, channel, wake, onLoss);
        if (isStopped) await client.end();
        else wake();
      } catch {
        onLoss();
      }
    }, RECONNECT).unref();
  }

  return async () => {
    isStopped = true;
    await client.end().catch(() => undefined);
  };
}

async function connectListener(url: string, channel: string, wake: () => void, onLoss: () => void) {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  let isLost = false;
  const lose = () => {
    if (isLost) return;
    isLost = true;
    client.end().catch(() => undefined);
    onLoss();
  };
  await answered(client.connect());
  client.on('error', lose);
  client.on('end', lose);
  client.on('notification', wake);
  await answered(client.query(`listen ${pg.escapeIdentifier(channel)}`));
  return client;
}
