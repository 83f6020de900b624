import { expect, test } from 'vitest';
import { canPass, retryDelay } from './retry-delay.ts';

test.each([
  [1, 1_000],
  [2, 2_000],
  [8, 128_000],
  [9, 256_000],
  [10, 300_000],
  [30, 300_000],
])('lần thử thứ %i hỏng thì chờ %i ms', (attempts, delay) => {
  expect(retryDelay(attempts)).toBe(delay);
});

test.each([
  [undefined, true],
  [400, false],
  [404, false],
  [409, true],
  [412, true],
  [422, false],
  [429, true],
  [500, true],
  [503, true],
])('mã %s: thử lại được là %s', (status, can) => {
  expect(canPass(status)).toBe(can);
});
