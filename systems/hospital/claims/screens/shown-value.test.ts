import { expect, test } from 'vitest';
import { shownValue } from './shown-value.ts';

test.each([
  ['XML1', 'NGAY_VAO', '202610070800', '07/10/2026 08:00'],
  ['XML1', 'NGAY_SINH', '198603050000', '05/03/1986 00:00'],
  ['XML1', 'GT_THE_TU', '20260101;20260701', '01/01/2026; 01/07/2026'],
  ['XML1', 'T_BHTT', '1234567.50', '1.234.567,5'],
  ['XML1', 'T_BHTT', '100600.00', '100.600'],
  ['XML1', 'NGAY_VAO', 'hôm qua', 'hôm qua'],
  ['XML1', 'MA_THE_BHYT', 'GD4999900000001', 'GD4999900000001'],
  ['XML99', 'LẠ', '20260101', '20260101'],
])('%s.%s ghi %s đọc là %s', (table, field, value, shown) => {
  expect(shownValue(table, field, value)).toBe(shown);
});
