import { keptFromYear } from '@lienmach/core';
import { countOldMessages, purgeMessages } from '@lienmach/exchange';
import type { Sql } from '@lienmach/fhir-store';
import { countOldEvents, purgeOutbox } from '@lienmach/jobs';
import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

interface Kind {
  readonly title: string;
  readonly before: Date;
  count(sql: Sql, before: Date): Promise<number>;
  purge(sql: Sql, before: Date): Promise<number>;
}

/** Events are the machinery's own: a month is enough to look into what went wrong. */
const EVENTS_MS = 30 * 24 * 60 * 60_000;

/** A message is kept as long as the visit it speaks of. */
function kindsOn(now: Date): Kind[] {
  const kinds: Kind[] = [
    {
      title: 'sự kiện đã giao',
      before: new Date(now.getTime() - EVENTS_MS),
      count: countOldEvents,
      purge: purgeOutbox,
    },
  ];
  const year = keptFromYear(['visit'], now.toISOString().slice(0, 10));
  if (year !== undefined)
    kinds.push({
      title: 'thông điệp với đối tác',
      before: new Date(`${year}-01-01T00:00:00+07:00`),
      count: countOldMessages,
      purge: purgeMessages,
    });
  return kinds;
}

/** `lienmach purge`: removes working data past its time; clinical records and the log of access are never touched. */
export async function purge({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const database = await openDatabase(readConfiguration(process.env), { as: 'join' });
  try {
    for (const { title, before, count, purge: remove } of kindsOn(new Date())) {
      const found = await (dryRun ? count : remove)(database.sql, before);
      const done = dryRun ? 'sẽ bỏ' : 'đã bỏ';
      console.log(`${title} trước ${before.toISOString().slice(0, 10)}: ${done} ${found}`);
    }
  } finally {
    await database.close();
  }
}
