import { reindex } from '@lienmach/fhir-store';
import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

const SHOWN_EVERY = 2000;

/** `lienmach reindex`: makes the search index of an older release again while the site runs; stopped, it goes on next time. */
export async function reindexCommand(): Promise<void> {
  const database = await openDatabase(readConfiguration(process.env), { as: 'join' });
  const began = performance.now();
  let shown = 0;
  try {
    const done = await reindex(database.sql, {
      onProgress({ type, done: count, total }) {
        const now = performance.now();
        if (now - shown < SHOWN_EVERY && count < total) return;
        shown = now;
        const rate = Math.round(count / ((now - began) / 1000));
        console.log(`${type}: ${count}/${total} hồ sơ, ${rate} hồ sơ/giây`);
      },
    });
    console.log(done === 0 ? 'Chỉ mục tìm kiếm đã là bản mới nhất.' : `Đã làm lại chỉ mục của ${done} hồ sơ.`);
  } finally {
    await database.close();
  }
}
