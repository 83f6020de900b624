import { expect, test } from 'vitest';
import { foldText, matchesWords } from './fold-text.ts';

test('bỏ dấu, đ thành d, gộp khoảng trắng', () => {
  expect(foldText('  Đào  Thị  Mười ')).toBe('dao thi muoi');
});

test.each([
  ['Tăng huyết áp vô căn', 'tha', true],
  ['Tăng huyết áp vô căn', 'huyet tang', true],
  ['Tăng huyết áp vô căn', 'tăng', true],
  ['Tăng huyết áp vô căn', 'yet', false],
  ['Đái tháo đường', 'dai thao d', true],
  ['Đái tháo đường', 'duong dai xa', false],
])('“%s” tìm bằng “%s”: %s', (text, query, found) => {
  expect(matchesWords(text, query)).toBe(found);
});
