import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parametersOf } from './material/generate-set.ts';
import type { Row } from './row.ts';
import { allTypes, runConformance } from './run-conformance.ts';

/** By a fixed rule: every twelfth type with every second parameter of its own, and what all types share on the first of them. */
const types = allTypes().filter((_, index) => index % 12 === 3);
const isTaken = (type: string, url: string): boolean => {
  const own = parametersOf(type).filter(({ base }) => type === types[0] || base.includes(type));
  return own.findIndex((row) => row.url === url) % 2 === 0;
};

let database: TestSql;
let rows: readonly Row[];

beforeAll(async () => {
  database = await openTestSql();
  ({ rows } = await runConformance(database.sql, { types, wants: (type, { url }) => isTaken(type, url) }));
});
afterAll(() => database?.close());

test('mẫu của bảng tuân thủ: mọi câu tìm trả đúng những bản ghi mà FHIRPath độc lập chỉ ra', () => {
  const executed = rows.filter(({ cases }) => cases > 0);
  expect(executed.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThan(700);
  expect(executed.flatMap(({ failures }) => failures)).toEqual([]);
});

test.each(['token', 'string', 'date', 'reference', 'uri', 'quantity'])(
  'mẫu có tham số kiểu %s vừa tìm thấy vừa loại ra',
  (name) => {
    const row = rows.find((one) => one.section === 'Search parameter types' && one.name === name);
    expect(row).toMatchObject({ finds: true, excludes: true });
  },
);
