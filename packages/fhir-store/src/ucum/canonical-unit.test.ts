import { expect, test } from 'vitest';
import { atoms } from './atoms.ts';
import { canonicalUnit } from './canonical-unit.ts';

test.each([
  ['mg/dL', '10', 'g.m-3', '100'],
  ['mmol/L', '5.4', 'm-3.mol', '5.4'],
  ['umol/L', '5400', 'm-3.mol', '5.4'],
  ['mm[Hg]', '120', 'g.m-1.s-2', '15998640'],
  ['/min', '72', 's-1', '1.2'],
  ['{beats}/min', '72', 's-1', '1.2'],
  ['10*3/uL', '4.5', 'm-3', '4500000000000'],
  ['10*9/L', '4.5', 'm-3', '4500000000000'],
  ['Cel', '37', 'K', '310.15'],
  ['[degF]', '98.6', 'K', '310.15'],
  ['%', '45', '1', '0.45'],
  ['mg/(kg.d)', '86.4', 's-1', '0.000000001'],
  ['k[iU]/L', '2', '[iU].m-3', '2000000'],
  ['kg/m2', '-1.50', 'g.m-2', '-1500'],
  ['wk', '1', 's', '604800'],
])('%s: %s là %s %s', (unit, value, code, converted) => {
  const base = canonicalUnit(unit);
  expect([base?.code, base?.convert(value)]).toEqual([code, converted]);
});

test.each(['', 'foo', '(mg', 'm//s', 'mg/', 'm[Hg', '0', '10*99', 'a'.repeat(80)])('không phải đơn vị: %s', (unit) => {
  expect(canonicalUnit(unit)).toBeUndefined();
});

test('mọi đơn vị của bảng đều hiểu được; vô cùng vẫn là vô cùng', () => {
  expect([...atoms.keys()].filter((name) => canonicalUnit(name) === undefined)).toEqual([]);
  expect(canonicalUnit('mg')?.convert('-Infinity')).toBe('-Infinity');
});
