import type { Limit, Reach, Sql, Statement } from '@lienmach/fhir-store';
import { expect, test } from 'vitest';
import { visibleChanges } from './visible-changes.ts';

const changes = [
  { type: 'Patient', id: 'p1' },
  { type: 'Observation', id: 'o1' },
  { type: 'Observation', id: 'o2' },
  { type: 'Invoice', id: 'i1' },
] as const;
const limits: Readonly<Record<string, Limit>> = { Patient: 'all', Observation: { patients: ['p1'] }, Invoice: 'none' };

/** A record in which only `o2` lies within the limit; it counts how often it is asked. */
function record() {
  const asked: Statement[] = [];
  const query = async (statement: Statement) => {
    asked.push(statement);
    return [{ id: 'o2' }];
  };
  return { asked, sql: { query } as unknown as Sql };
}

test('luồng tin chỉ nêu hồ sơ mà người nghe được thấy; loại thấy một phần thì hỏi hồ sơ', async () => {
  const { sql } = record();
  const reach: Reach = { limit: (type) => limits[type] ?? 'none' };
  expect(await visibleChanges(sql, { seq: 7, changes }, reach)).toEqual([
    { type: 'Patient', id: 'p1' },
    { type: 'Observation', id: 'o2' },
  ]);
  // the definitions are read with the first question
}, 60_000);

test('nhiều người cùng vai trò nghe một tin: hồ sơ chỉ được hỏi một lần', async () => {
  const { sql, asked } = record();
  const reach: Reach = { limit: (type) => limits[type] ?? 'none' };
  const event = { seq: 8, changes };
  await Promise.all([visibleChanges(sql, event, reach), visibleChanges(sql, event, reach)]);
  expect(asked).toHaveLength(1);
});
