import { expect, test } from 'vitest';
import { exactNumber } from './exact-number.ts';

test.each(['5', '5.4', '4.20', '0.10', '-1.50', '120.0'])('%s trong bản tin được ghi đúng từng chữ số', (text) => {
  expect(JSON.stringify({ value: exactNumber(text) })).toBe(`{"value":${text}}`);
});
