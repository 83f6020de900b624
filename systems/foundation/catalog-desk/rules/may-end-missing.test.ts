import { expect, test } from 'vitest';
import { mayEndMissing } from './may-end-missing.ts';

test.each([
  [10, 0, true],
  [10, 10, true],
  [10, 11, false],
  [0, 0, true],
  [0, 1, false],
])('tệp có %i mã, thiếu %i mã: kết thúc được là %s', (inFile, missing, may) => {
  expect(mayEndMissing(inFile, missing)).toBe(may);
});
