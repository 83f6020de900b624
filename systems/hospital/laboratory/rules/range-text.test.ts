import { expect, test } from 'vitest';
import { rangeText } from './range-text.ts';

test.each([
  [{ low: { value: 3.9 }, high: { value: 6.4 } }, '3,9 – 6,4'],
  [{ high: { value: 5.2 } }, '≤ 5,2'],
  [{ low: { value: 60 } }, '≥ 60'],
  [{ text: 'Âm tính' }, 'Âm tính'],
  [undefined, undefined],
])('khoảng tham chiếu %j ghi là %s', (range, text) => {
  expect(rangeText(range)).toBe(text);
});
