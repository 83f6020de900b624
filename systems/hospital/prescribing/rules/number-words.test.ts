import { expect, test } from 'vitest';
import { numberWords, quantityText } from './number-words.ts';

test.each([
  [0, 'không'],
  [1, 'một'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi bốn'],
  [25, 'hai mươi lăm'],
  [100, 'một trăm'],
  [101, 'một trăm linh một'],
  [105, 'một trăm linh năm'],
  [110, 'một trăm mười'],
  [115, 'một trăm mười lăm'],
  [999, 'chín trăm chín mươi chín'],
])('%d đọc là %s', (value, words) => {
  expect(numberWords(value)).toBe(words);
});

test('dưới mười thêm số 0 ở trước; thuốc gây nghiện ghi thêm bằng chữ', () => {
  expect(quantityText(5, 'Viên', false)).toBe('05 viên');
  expect(quantityText(10, 'Viên', false)).toBe('10 viên');
  expect(quantityText(7, 'Ống', true)).toBe('07 (bảy) ống');
});
