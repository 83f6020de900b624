import { destroyedAmong, type Sql } from '@lienmach/fhir-store';

const BATCH = 2000;

interface Entry {
  readonly type: string;
  readonly id: string;
  readonly method: string;
}

const keyOf = ({ type, id }: Entry): string => `${type}/${id}`;

/**
 * Takes what was destroyed out of what is on its way: events that name it (its deletion stays, followers need it) and jobs
 * that carry its content, parked ones too. Batch by batch while the site runs; again after a stop, or at any time.
 */
export const purgeTraces = async (sql: Sql): Promise<{ events: number; jobs: number }> => ({
  events: await purgeEvents(sql),
  jobs: await purgeJobs(sql),
});

async function purgeEvents(sql: Sql): Promise<number> {
  let changed = 0;
  for (let after = 0; ; ) {
    const rows = await sql.query<{ seq: number | string; entries: string }>({
      text: `select seq, entries::text as entries from outbox where seq > $1 order by seq limit ${BATCH}`,
      values: [after],
    });
    const events = rows.map(({ seq, entries }) => ({ seq, told: JSON.parse(entries) as Entry[] }));
    const gone = await destroyedAmong(sql, new Set(events.flatMap(({ told }) => told.map(keyOf))));
    for (const { seq, told } of events) {
      const kept = told.filter((entry) => entry.method === 'DELETE' || !gone.has(keyOf(entry)));
      if (kept.length === told.length) continue;
      changed += 1;
      await sql.query({ text: 'update outbox set entries = $2 where seq = $1', values: [seq, JSON.stringify(kept)] });
    }
    after = Number(rows.at(-1)?.seq ?? after);
    if (rows.length < BATCH) return changed;
  }
}

async function purgeJobs(sql: Sql): Promise<number> {
  let removed = 0;
  for (let after = 0; ; ) {
    const rows = await sql.query<{ id: number | string; key: string }>({
      text: `select id, split_part(subject, '/_history/', 1) as key from job where id > $1 order by id limit ${BATCH}`,
      values: [after],
    });
    const gone = await destroyedAmong(sql, new Set(rows.map(({ key }) => key)));
    const ids = rows.flatMap(({ id, key }) => (gone.has(key) ? [id] : []));
    await sql.query({ text: 'delete from job where id = any($1::bigint[])', values: [ids] });
    removed += ids.length;
    after = Number(rows.at(-1)?.id ?? after);
    if (rows.length < BATCH) return removed;
  }
}
