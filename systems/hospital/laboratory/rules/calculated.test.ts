import { expect, test } from 'vitest';
import { findIndicator } from '../catalogs/lab-indicators.ts';
import { labTests } from '../catalogs/lab-tests.ts';
import { calculatedValue, findFormula, formulas, inrOf } from './calculated.ts';
import { indexChecks } from './index-checks.ts';

const woman = { sex: 'female', age: 60 } as const;
const man = { sex: 'male', age: 40 } as const;

/** computed by hand, with the digits of the catalog */
test.each([
  ['LDL-F', { CHOL: 5.2, HDL: 1.3, TG: 1.5 }, woman, 3.22],
  ['LDL-F', { CHOL: 5.2, HDL: 1.3, TG: 4.5 }, woman, 1.85],
  ['LDL-F', { CHOL: 5.2, HDL: 1.3, TG: 4.51 }, woman, undefined],
  ['LDL-F', { CHOL: 2.0, HDL: 1.5, TG: 2.2 }, woman, undefined],
  ['LDL-F', { CHOL: 5.2, HDL: 1.3 }, woman, undefined],
  ['EGFR', { CREA: 80 }, woman, 73],
  ['EGFR', { CREA: 80 }, man, 110],
  ['EGFR', { CREA: 70 }, man, 115],
  ['EGFR', { CREA: 80 }, { sex: 'female', age: 17 }, undefined],
  ['EGFR', { CREA: 80 }, { age: 60 }, undefined],
  ['EGFR', { CREA: 0 }, woman, undefined],
  ['AGAP', { NA: 140, CL: 101, 'ABG-HCO3': 24 }, man, 15],
  ['CA-COR', { CA: 2.1, ALB: 25 }, man, 2.4],
  ['CA-COR', { CA: 2.35, ALB: 40 }, man, 2.35],
  ['TSAT', { FE: 10, TIBC: 60 }, man, 17],
  ['TSAT', { FE: 10, TIBC: 0 }, man, undefined],
  ['OSM', { NA: 140, GLU: 5.4, URE: 5.1 }, man, 291],
  ['GLOB', { TP: 75, ALB: 45 }, man, 30],
  ['GLOB', { TP: 45, ALB: 45 }, man, undefined],
  ['IBIL', { TBIL: 30.5, DBIL: 5.2 }, man, 25.3],
  ['IBIL', { TBIL: 5, DBIL: 5.2 }, man, undefined],
] as const)('%s từ %j của %j là %s', (code, values, person, expected) => {
  const formula = findFormula(code);
  if (formula === undefined) throw new Error(code);
  expect(calculatedValue(formula, values, person, findIndicator(code)?.decimals ?? 2)).toBe(expected);
});

test.each([
  [24, 1.0, 12, 2],
  [24, 1.2, 12, 2.3],
  [12, 1.2, 12, 1],
  [0, 1.2, 12, undefined],
  [24, 0, 12, undefined],
])('INR từ PT %s giây, ISI %s, PT bình thường %s là %s', (seconds, isi, meanNormal, expected) => {
  expect(inrOf(seconds, { isi, meanNormal })).toBe(expected);
});

test('mỗi công thức có lời, nguồn, chỉ số của nó và của đầu vào; xét nghiệm chỉ tính những gì có công thức', () => {
  for (const { code, inputs, text, source } of formulas) {
    for (const one of [code, ...inputs]) expect(findIndicator(one), one).toBeDefined();
    expect(findIndicator(code)?.decimals, code).toBeDefined();
    expect(text.length * source.length, code).toBeGreaterThan(0);
  }
  for (const { calculated = [] } of labTests)
    for (const code of calculated) expect(findFormula(code), code).toBeDefined();
});

test.each([
  ['khớp', { HGB: 135, RBC: 4.5, HCT: 0.4, MCH: 30, MCHC: 337, MCV: 88.9 }, []],
  ['MCHC cao vì huyết thanh đục', { HGB: 150, RBC: 4.5, HCT: 0.4, MCH: 33.3, MCHC: 337, MCV: 88.9 }, ['MCHC']],
  ['đúng 5 % thì được', { HGB: 100, RBC: 4, MCH: 26.25 }, []],
  ['quá 5 %', { HGB: 100, RBC: 4, MCH: 26.3 }, ['MCH']],
  ['MCV gõ nhầm', { RBC: 4.5, HCT: 0.4, MCV: 98.8 }, ['MCV']],
  ['thiếu thì không xét', { HGB: 135, MCH: 99 }, []],
  ['hồng cầu bằng không', { HGB: 135, RBC: 0, MCH: 30 }, []],
])('chỉ số hồng cầu %s', (_, values, expected) => {
  expect(indexChecks(values).map(({ code }) => code)).toEqual(expected);
});
