import type { Sql } from '../sql.ts';

/** Everything `work` reads is as it was at one moment, however long it takes; nothing can be written through it. */
export const inSnapshot = <Result>(sql: Sql, work: (snapshot: Sql) => Promise<Result>): Promise<Result> =>
  sql.transaction(async (inside) => {
    await inside.query({ text: 'set transaction isolation level repeatable read, read only' });
    return work(inside);
  });
