import { expect, test } from 'vitest';
import { statementName } from './statement-name.ts';

test('câu lệnh gặp lần hai mới có tên; câu lệnh rất dài không bao giờ được nhớ', () => {
  expect(statementName('select 1 as thu')).toBeUndefined();
  const name = statementName('select 1 as thu');
  expect(name).toMatch(/^search_/);
  expect(statementName('select 1 as thu')).toBe(name);
  const long = `select ${'1,'.repeat(20_000)}1`;
  expect([statementName(long), statementName(long)]).toEqual([undefined, undefined]);
});
