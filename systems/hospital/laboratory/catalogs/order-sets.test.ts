import { expect, test } from 'vitest';
import { findTest } from './lab-tests.ts';
import { orderSets } from './order-sets.ts';

test.each(orderSets)('bộ $name: mọi xét nghiệm có trong danh mục, không trùng', ({ tests }) => {
  expect(tests.filter((code) => findTest(code) === undefined)).toEqual([]);
  expect(new Set(tests).size).toBe(tests.length);
  expect(tests.length).toBeGreaterThan(1);
});

test('mỗi bộ một mã', () => {
  expect(new Set(orderSets.map(({ id }) => id)).size).toBe(orderSets.length);
});
