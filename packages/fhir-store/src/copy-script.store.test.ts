import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestRecord, type TestRecord } from './test-record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord();
  await record.sql.script('create table copied (n int4 primary key, text text); create table beside (n int4)');
});
afterAll(() => record.close());

const rowsOf = (numbers: readonly number[]): string => numbers.map((n) => `${n}\tdòng ${n}\n`).join('');
const many = Array.from({ length: 20_000 }, (_, n) => n);
const countOf = async (table: string): Promise<number> => {
  const [row] = await record.sql.query<{ count: number }>({ text: `select count(*)::int4 as count from ${table}` });
  return row?.count ?? -1;
};
/** PGlite has no such stream: what moves in takes the way of every other write there. */
function copyAll() {
  if (record.sql.engine === 'pglite') expect(record.sql.copyAll).toBeUndefined();
  else expect(record.sql.copyAll).toBeDefined();
  return record.sql.copyAll;
}

test('nhiều bảng trong một lượt: vào hết, hoặc không vào dòng nào', async () => {
  const copy = copyAll();
  if (!copy) return;
  await copy('select 1', [
    { into: 'copied (n, text)', rows: rowsOf(many) },
    { into: 'beside (n)', rows: '1\n2\n' },
  ]);
  expect([await countOf('copied'), await countOf('beside')]).toEqual([20_000, 2]);
  const refused: [string, string, string][] = [
    [rowsOf([30_000, 5, ...many]), rowsOf([1]), '23505'],
    [rowsOf([30_000]), 'không phải số\n', '22P02'],
    ['sai\n', `${'1\n'.repeat(300_000)}`, '22P02'],
  ];
  for (const [one, other, code] of refused) {
    const parts = [
      { into: 'copied (n, text)', rows: one },
      { into: 'beside (n)', rows: other },
    ];
    await expect(copy('select 1', parts)).rejects.toMatchObject({ code });
    expect([await countOf('copied'), await countOf('beside')]).toEqual([20_000, 2]);
  }
  await expect(copy('select khong_co()', [{ into: 'beside (n)', rows: '3\n' }])).rejects.toMatchObject({
    code: '42883',
  });
  expect(await countOf('beside')).toBe(2);
});

test('mất kết nối giữa chừng: báo tạm thời không dùng được, và lần sau lại dùng được', async () => {
  const copy = copyAll();
  if (!copy) return;
  const lost = copy(`select pg_sleep(60), 'dang-cho'`, [{ into: 'beside (n)', rows: '7\n' }]);
  lost.catch(() => undefined);
  const kill = `select pg_terminate_backend(pid) as done from pg_stat_activity where query like '%dang-cho%' and pid <> pg_backend_pid()`;
  await expect.poll(async () => (await record.sql.query({ text: kill })).length).toBeGreaterThan(0);
  await expect(lost).rejects.toMatchObject({ code: 'store.unavailable', status: 503 });
  await copy('select 1', [{ into: 'beside (n)', rows: '8\n' }]);
  expect(await countOf('beside')).toBe(3);
});
