import { isResourceType, prepareWords, reindex, type Sql } from '@lienmach/fhir-store';
import { defineErrors } from '@lienmach/outcome';
import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

const SHOWN_EVERY = 2000;

const errors = defineErrors('reindex', {
  unknownType: { issue: 'not-supported', vi: 'Không có loại hồ sơ “{type}”.', en: 'R4 has no resource type {type}' },
});

/**
 * `lienmach reindex`: makes the search index of an older release again while the site runs; stopped, it goes on next time.
 * `--words Type` prepares the words of a type, which a search otherwise does little by little.
 */
export async function reindexCommand({ words }: { words?: string }): Promise<void> {
  if (words !== undefined && !isResourceType(words)) throw errors.unknownType({ type: words.slice(0, 60) });
  const database = await openDatabase(readConfiguration(process.env), { as: 'join' });
  try {
    if (words === undefined) return await renewIndex(database.sql);
    const done = await prepareWords(database.sql, words, (count) => console.log(`${words}: ${count} hồ sơ`));
    console.log(`Đã làm chỉ mục từ của ${done} hồ sơ ${words}.`);
  } finally {
    await database.close();
  }
}

async function renewIndex(sql: Sql): Promise<void> {
  const began = performance.now();
  let shown = 0;
  const done = await reindex(sql, {
    onProgress({ type, done: count, total }) {
      const now = performance.now();
      if (now - shown < SHOWN_EVERY && count < total) return;
      shown = now;
      const rate = Math.round(count / ((now - began) / 1000));
      console.log(`${type}: ${count}/${total} hồ sơ, ${rate} hồ sơ/giây`);
    },
  });
  console.log(done === 0 ? 'Chỉ mục tìm kiếm đã là bản mới nhất.' : `Đã làm lại chỉ mục của ${done} hồ sơ.`);
}
