import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const old = { display: 'Khám Nội', properties: { price: '45000', unit: 'Lần' } };

test('chỉ kể điều khác: tên trước, rồi giá và quyết định', () => {
  const fresh = { display: 'Khám nội khoa', properties: { price: '50600', unit: 'Lần', decision: '02/QĐ' } };
  expect(differences(old, fresh)).toEqual([
    { field: 'display', before: 'Khám Nội', after: 'Khám nội khoa' },
    { field: 'decision', after: '02/QĐ' },
    { field: 'price', before: '45000', after: '50600' },
  ]);
});

test('giống hệt thì không kể gì; mã mới và mã thiếu kể một phía', () => {
  expect(differences(old, old)).toEqual([]);
  expect(differences(undefined, old).map(({ field, after }) => [field, after])).toEqual([
    ['display', 'Khám Nội'],
    ['price', '45000'],
    ['unit', 'Lần'],
  ]);
  expect(differences(old, undefined)).toContainEqual({ field: 'price', before: '45000' });
});
