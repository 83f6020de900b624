import { expect, test } from 'vitest';
import { claimTables } from './claim-tables.ts';
import { fieldName, tableName } from './field-names.ts';

test('mọi bảng và mọi trường của hồ sơ có tên để người đọc', () => {
  const unnamed = claimTables.flatMap(({ code, fields }) => [
    ...(tableName(code) === code ? [code] : []),
    ...fields.filter(({ name }) => fieldName(name) === name).map(({ name }) => `${code}.${name}`),
  ]);
  expect(unnamed).toEqual([]);
  expect([fieldName('LẠ'), tableName('XML99')]).toEqual(['LẠ', 'XML99']);
});
