import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';

test.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\uFEFFa;b\r\n"x;y";2\r\n',
    [
      ['a', 'b'],
      ['x;y', '2'],
    ],
  ],
  [
    'a,b\n"một ""hai""",3',
    [
      ['a', 'b'],
      ['một "hai"', '3'],
    ],
  ],
  ['a\n"hai\ndòng"', [['a'], ['hai\ndòng']]],
  ['a,b\n,\n\n1,', [['a', 'b'], ['1']]],
  ['a\n"không đóng', [['a'], ['không đóng']]],
  [
    'a,b\n"x"rác,2',
    [
      ['a', 'b'],
      ['x', '2'],
    ],
  ],
  ['', []],
])('đọc %j', (text, rows) => {
  expect(csvRows(text)).toEqual(rows);
});

test('bảng nào viết ra cũng đọc lại đúng như cũ', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', 'ế', ' ') });
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const text = [['h1', 'h2'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
      const kept = rows.filter((row) => row.some((value) => value.trim() !== ''));
      expect(csvRows(text).slice(1)).toEqual(kept.map((row) => [...row]));
    }),
  );
});
