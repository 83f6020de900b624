import { expect, test } from 'vitest';
import { openingTime } from './opening-time.ts';

const reason = 'Cấp cứu, người bệnh hôn mê';

test.each([
  [reason, undefined, 60],
  [reason, 5, 5],
  [reason, 240, 240],
])('%s, %s phút: mở %s phút', (words, minutes, expected) => {
  expect(openingTime(words, minutes)).toBe(expected);
});

test.each([
  ['', 60, 'administration.reasonTooShort'],
  ['aaaa 1234567890 ....', 60, 'administration.reasonTooShort'],
  ['mười bốn chữ c', 60, 'administration.reasonTooShort'],
  [reason, 4, 'administration.openingTooLong'],
  [reason, 241, 'administration.openingTooLong'],
  [reason, 7.5, 'administration.openingTooLong'],
])('%j, %s phút: không mở', (words, minutes, code) => {
  expect(() => openingTime(words, minutes)).toThrow(expect.objectContaining({ code }));
});
