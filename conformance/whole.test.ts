import { openTestSql } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { isGood } from './row.ts';
import { runWhole } from './run-conformance.ts';

const isLong = process.env.LIENMACH_TEST_LONG === '1';

/** In the long run only; the sample beside it belongs to every run. */
if (isLong)
  test('bảng tuân thủ đủ mọi dòng: mọi tham số, mọi loại tài nguyên, mọi tương tác', {
    timeout: 3_600_000,
  }, async () => {
    const database = await openTestSql();
    const { rows } = await runWhole(database.sql).finally(database.close);
    const bad = rows.filter((row) => !isGood(row) && row.listed === undefined);
    expect(bad.map(({ section, name, failures }) => `${section} ${name} ${failures[0] ?? ''}`)).toEqual([]);
  });
else
  test('bảng tuân thủ đủ mọi dòng chỉ chạy trong npm run test:long và npm run conformance', () => {
    expect(isGood({ section: 'Interactions', name: 'không có ca nào', cases: 0, passed: 0, failures: [] })).toBe(false);
  });
