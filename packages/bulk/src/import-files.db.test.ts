import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BulkStore, type Caller, openStore, storeErrors } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importFiles } from './import-files.ts';

let database: TestSql;
let folder: string;
beforeEach(async () => {
  database = await openTestSql();
  folder = mkdtempSync(join(tmpdir(), 'lienmach-import-'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const caller: Caller = {
  agent: { who: 'client:thu', display: 'Người thử', client: 'thu', roles: ['tool'] },
  reach: { limit: () => 'all' },
};
const line = (id: string): string => JSON.stringify({ resourceType: 'Basic', id, code: { text: id } });
const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((one) => `${one}\n`).join(''));
  return path;
};
const run = (paths: readonly string[], store: Pick<BulkStore, 'importBatch'> = openStore(database.sql)) =>
  importFiles({ sql: database.sql, store, caller, as: 'move', paths, now: () => new Date() });
const count = async (): Promise<number> => {
  const [row] = await database.sql.query<{ count: number }>({ text: 'select count(*)::int as count from resource' });
  return row?.count ?? -1;
};

test('cả một thư mục tệp; dòng hỏng giữ lại cùng lý do, dòng khác vẫn vào', async () => {
  file('a.ndjson', [line('a1'), '{"resourceType":"Basic"', line('a2'), '[]', '{"resourceType":"KhongCo","id":"x"}']);
  file('b.ndjson', [line('b1'), JSON.stringify({ resourceType: 'Basic', code: { text: 'không mã' } })]);
  file('ghi-chu.txt', ['không phải NDJSON']);
  const done = await run([folder]);
  expect(done).toMatchObject({ files: 2, counts: { lines: 7, written: 3, unchanged: 0, refused: 4 } });
  const reasons = done.refused.map(({ file: name, line: number, outcome }) => {
    const { issue } = JSON.parse(outcome) as { issue: { details: { coding: { code: string }[] } }[] };
    return [name, number, issue[0]?.details.coding[0]?.code];
  });
  expect(reasons).toEqual([
    ['a.ndjson', 2, 'store.notJson'],
    ['a.ndjson', 4, 'store.notAnObject'],
    ['a.ndjson', 5, 'bulk.notALine'],
    ['b.ndjson', 2, 'store.invalidId'],
  ]);
  expect(done.refused[0]?.content).toBe('{"resourceType":"Basic"');
});

test('đứt giữa chừng rồi chạy lại: làm tiếp từ chỗ đứt, không dòng nào vào hai lần', async () => {
  const lines = Array.from({ length: 1700 }, (_, n) => line(`n${n}`));
  const path = file('dai.ndjson', lines);
  const store = openStore(database.sql);
  let batches = 0;
  const seen: number[] = [];
  const breaking: Pick<BulkStore, 'importBatch'> = {
    importBatch(who, resources, options) {
      batches += 1;
      if (batches === 3) return Promise.reject(storeErrors.unavailable());
      return store.importBatch(who, resources, options);
    },
  };
  await expect(run([path], breaking)).rejects.toMatchObject({ code: 'store.unavailable' });
  const watched: Pick<BulkStore, 'importBatch'> = {
    importBatch(who, resources, options) {
      seen.push(resources.length);
      return store.importBatch(who, resources, options);
    },
  };
  const done = await run([path], watched);
  expect(await count()).toBe(1700);
  // the lines before the break are not even read again
  expect(seen.reduce((sum, some) => sum + some, 0)).toBeLessThan(1700);
  expect(done.counts).toMatchObject({ lines: 1700, refused: 0 });
  expect(done.counts.written + done.counts.unchanged).toBe(1700);
  expect(await run([path])).toMatchObject({ counts: { lines: 1700 } });
  const [versions] = await database.sql.query<{ most: number }>({ text: 'select max(version) as most from resource' });
  expect(versions?.most).toBe(1);
});

test('không có tệp thì nói không có', async () => {
  await expect(run([join(folder, 'khong-co.ndjson')])).rejects.toMatchObject({ code: 'bulk.noFile' });
  await expect(run([folder])).rejects.toMatchObject({ code: 'bulk.noFile' });
});
