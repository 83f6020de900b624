import type { Sql } from '@lienmach/fhir-store';

const BATCH = 1000;

/** What is settled for good; a message that waits for a person never is, and one that a later one corrects stays with it. */
const old = {
  message_in: `state in ('applied', 'refused') and settled < $1::timestamptz
    and not exists (select 1 from message_in later where later.corrects = message_in.id)`,
  message_out: `state in ('sent', 'given-up') and settled < $1::timestamptz`,
} as const;

const tables = ['message_in', 'message_out'] as const;

/** Messages settled before `before`: how many they are. */
export async function countOldMessages(sql: Sql, before: Date): Promise<number> {
  let total = 0;
  for (const table of tables) {
    const [row] = await sql.query<{ count: number }>({
      text: `select count(*)::float8 as count from ${table} where ${old[table]}`,
      values: [before.toISOString()],
    });
    total += row?.count ?? 0;
  }
  return total;
}

/** Removes them, a batch at a time, while the site runs. @returns how many */
export async function purgeMessages(sql: Sql, before: Date): Promise<number> {
  let total = 0;
  for (const table of tables)
    for (let gone = BATCH; gone === BATCH; total += gone)
      gone = (
        await sql.query({
          text: `delete from ${table} where id in (select id from ${table} where ${old[table]} order by id limit ${BATCH}) returning 1 as gone`,
          values: [before.toISOString()],
        })
      ).length;
  return total;
}
