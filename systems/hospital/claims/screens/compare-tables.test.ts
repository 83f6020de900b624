import { expect, test } from 'vitest';
import { compareTables } from './compare-tables.ts';
import type { Tables } from './read-tables.ts';

const sent: Tables = new Map([
  ['XML1', [[['MA_LK', 'LK-1'] as const, ['MA_BENH_CHINH', 'I10'] as const]]],
  ['XML3', [[['STT', '1'] as const, ['SO_LUONG', '1'] as const]]],
]);

test('ô khác nhau có bảng, dòng, trường và hai giá trị; ô giống nhau chỉ được đếm', () => {
  const now: Tables = new Map([
    ['XML1', [[['MA_LK', 'LK-1'] as const, ['MA_BENH_CHINH', 'I11'] as const]]],
    [
      'XML3',
      [
        [['STT', '1'] as const, ['SO_LUONG', '1'] as const],
        [['STT', '2'] as const, ['SO_LUONG', '3'] as const],
      ],
    ],
  ]);
  expect(compareTables(sent, now)).toEqual({
    same: 3,
    differences: [
      { table: 'XML1', row: 1, field: 'MA_BENH_CHINH', before: 'I10', after: 'I11' },
      { table: 'XML3', row: 2, field: 'STT', before: '', after: '2' },
      { table: 'XML3', row: 2, field: 'SO_LUONG', before: '', after: '3' },
    ],
  });
});

test('hai bản giống nhau thì không có ô nào khác; bảng bỏ đi hiện thành ô trống', () => {
  expect(compareTables(sent, sent)).toEqual({ same: 4, differences: [] });
  const { differences } = compareTables(sent, new Map([['XML1', sent.get('XML1') ?? []]]));
  expect(differences.map(({ field, after }) => [field, after])).toEqual([
    ['STT', ''],
    ['SO_LUONG', ''],
  ]);
});
