import type { Sql } from '@lienmach/fhir-store';
import { countOldEvents, purgeOutbox } from '@lienmach/jobs';
import { openRecord, readConfiguration, retainMessages, systems } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

/** Events are the machinery's own: a month is enough to look into what went wrong. */
const EVENTS_MS = 30 * 24 * 60 * 60_000;
const now = (): Date => new Date();
const day = (at: Date): string => at.toISOString().slice(0, 10);

async function purgeEvents(sql: Sql, isTrial: boolean, done: string): Promise<void> {
  const before = new Date(now().getTime() - EVENTS_MS);
  const found = await (isTrial ? countOldEvents : purgeOutbox)(sql, before);
  console.log(`sự kiện đã giao trước ${day(before)}: ${done} ${found}`);
}

/** `lienmach purge`: removes working data past its time; clinical records and the log of access are never touched. */
export async function purge({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const { dataDir, ...rest } = readConfiguration(process.env);
  const database = await openDatabase({ dataDir, ...rest }, { as: 'join' });
  const done = dryRun ? 'sẽ bỏ' : 'đã bỏ';
  try {
    const { sql } = database;
    await purgeEvents(sql, dryRun, done);
    const { store } = openRecord(sql, systems, now);
    const { messages, files } = await retainMessages({ sql, store, folder: dataDir, now }, { isTrial: dryRun });
    for (const { channel, before, incoming, outgoing } of messages)
      console.log(
        `thông điệp ${channel === undefined ? 'với đối tác' : `của kênh ${channel}`} trước ${day(before)}: ${done} ${incoming} nhận, ${outgoing} gửi`,
      );
    console.log(`tệp kênh thư mục đã lấy xong: ${done} ${files}`);
  } finally {
    await database.close();
  }
}
