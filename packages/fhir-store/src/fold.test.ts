import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
  ['Nguyễn Thị ĐÀO', 'nguyen thi dao'],
  ['  Đặng\t Ngọc\u00a0Ánh ', 'dang ngoc anh'],
  ['Huy\u0300nh', 'huynh'],
  ['ABC', 'abc'],
  ['', ''],
])('%j tìm được bằng %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('gấp hai lần không khác gấp một lần', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});
