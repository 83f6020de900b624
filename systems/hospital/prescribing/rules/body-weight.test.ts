import { expect, test } from 'vitest';
import { bodyWeight } from './body-weight.ts';

test.each([
  [undefined, undefined],
  [14.5, 14.5],
  [{ rawJSON: '14.50' }, 14.5],
  [0.2, 0.2],
  [500, 500],
])('cân nặng %o đọc là %s kg', (value, kilograms) => {
  expect(bodyWeight(value, 'x')).toBe(kilograms);
});

test.each([0, -3, 0.199, 500.001, 14.5555, Number.NaN, 'nặng', { rawJSON: '1e9' }])(
  'cân nặng %o bị từ chối',
  (value) => {
    expect(() => bodyWeight(value, 'x')).toThrow(expect.objectContaining({ code: 'prescribing.badWeight' }));
  },
);
