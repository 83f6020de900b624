import { expect, test } from 'vitest';
import { dongWords, numberWords } from './number-words.ts';

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
  [1_000, 'một nghìn'],
  [1_005, 'một nghìn không trăm linh năm'],
  [1_050, 'một nghìn không trăm năm mươi'],
  [118_240, 'một trăm mười tám nghìn hai trăm bốn mươi'],
  [1_000_001, 'một triệu không trăm linh một'],
  [10_021_000, 'mười triệu không trăm hai mươi mốt nghìn'],
  [2_000_000_000, 'hai tỷ'],
  [1_000_000_500, 'một tỷ năm trăm'],
  [1_000_005_000, 'một tỷ không trăm linh năm nghìn'],
  [
    999_999_999_999,
    'chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín',
  ],
])('%d đọc là %s', (value, words) => {
  expect(numberWords(value)).toBe(words);
});

test('số tiền bằng chữ viết hoa chữ đầu, kết thúc bằng đồng', () => {
  expect(dongWords(118_240)).toBe('Một trăm mười tám nghìn hai trăm bốn mươi đồng');
  expect(dongWords(0)).toBe('Không đồng');
  expect(dongWords(-20_000)).toBe('Âm hai mươi nghìn đồng');
});
