import type { Sql } from '@lienmach/fhir-store';

const BATCH = 5000;
/** who follows the outbox looks back a little */
const KEPT = 1000;

const old = `expanded and at < $1::timestamptz and seq < (select max(seq) from outbox) - ${KEPT}`;

/** Events handed out before `before`: how many they are. */
export async function countOldEvents(sql: Sql, before: Date): Promise<number> {
  const [row] = await sql.query<{ count: number }>({
    text: `select count(*)::float8 as count from outbox where ${old}`,
    values: [before.toISOString()],
  });
  return row?.count ?? 0;
}

/** Removes them, a batch at a time, while the site runs; the newest always stay. @returns how many */
export async function purgeOutbox(sql: Sql, before: Date): Promise<number> {
  for (let total = 0; ; ) {
    const gone = await sql.query({
      text: `delete from outbox where seq in (select seq from outbox where ${old} order by seq limit ${BATCH}) returning 1 as gone`,
      values: [before.toISOString()],
    });
    total += gone.length;
    if (gone.length < BATCH) return total;
  }
}
