import { expect, test } from 'vitest';
import { narrativeLines, narrativeOf } from './narrative.ts';

test.each([
  [['Nghỉ 3 ngày']],
  [['Sốt > 39 °C & mạch < 60', 'Ghi "không" dị ứng']],
  [['<p>chữ của người gõ</p>', '']],
  [[]],
])('chữ vào văn bản rồi đọc lại vẫn nguyên: %j', (lines) => {
  expect(narrativeLines(narrativeOf(lines))).toEqual(lines);
});

test('không có văn bản thì không có dòng nào', () => {
  expect(narrativeLines(undefined)).toEqual([]);
});
