import { describe, expect, test } from 'vitest';
import { readBreakpoint } from './breakpoint.ts';
import { dilutionStep, interpret } from './interpret.ts';
import { measurementText, readMeasurement } from './read-measurement.ts';

const judge = (line: string, typed: string, method: 'mic' | 'disk' = 'mic') => {
  const breakpoint = readBreakpoint(line);
  const measured = readMeasurement(typed, method);
  return breakpoint === undefined || measured === undefined ? 'lỗi' : interpret(measured, breakpoint);
};

const CRO = 'enterobacterales;CRO;;1;4;23;19;I';
const FEP = 'enterobacterales;FEP;;2;16;25;18;SDD';
const PEN = 'SAU;PEN;;0.12;0.25;29;28;';
const COL = 'pseudomonas;COL;;;4;;;I';
const VAN = 'pneumococcus;VAN;;1;;17;;';

describe('MIC đứng trên ngưỡng', () => {
  test.each([
    [CRO, '1', 'S'],
    [CRO, '1,5', 'I'],
    [CRO, '2', 'I'],
    [CRO, '3', 'R'],
    [CRO, '4', 'R'],
    [CRO, '<=0.25', 'S'],
    [CRO, '≤1', 'S'],
    [CRO, '≤2', undefined],
    [CRO, '<2', 'S'],
    [CRO, '>=4', 'R'],
    [CRO, '>2', 'R'],
    [CRO, '>1', undefined],
    [CRO, '>=2', undefined],
    [CRO, '>64', 'R'],
    [FEP, '4', 'SDD'],
    [FEP, '8', 'SDD'],
    [FEP, '16', 'R'],
    [PEN, '0,12', 'S'],
    [PEN, '0.125', 'S'],
    [PEN, '0.19', 'R'],
    [PEN, '0.25', 'R'],
    [COL, '2', 'I'],
    [COL, '≤2', 'I'],
    [COL, '≤4', undefined],
    [COL, '4', 'R'],
    [VAN, '1', 'S'],
    [VAN, '2', 'NS'],
    [VAN, '>1', 'NS'],
    ['enterobacterales;TZP;;8;32;25;20;SDD', '16/4', 'SDD'],
  ])('%s với %s là %s', (line, typed, expected) => {
    expect(judge(line, typed)).toBe(expected);
  });
});

describe('đường kính vòng đứng trên ngưỡng', () => {
  test.each([
    [CRO, '23', 'S'],
    [CRO, '22', 'I'],
    [CRO, '20', 'I'],
    [CRO, '19', 'R'],
    [CRO, '6', 'R'],
    [PEN, '29', 'S'],
    [PEN, '28', 'R'],
    [VAN, '16', 'NS'],
    [COL, '12', undefined],
  ])('%s với %s mm là %s', (line, typed, expected) => {
    expect(judge(line, typed, 'disk')).toBe(expected);
    expect(judge(line, `${typed} mm`)).toBe(expected);
  });
});

test('nồng độ đọc trên dải pha loãng đôi, giữa hai bậc thì lên bậc trên', () => {
  const steps = [0.002, 0.004, 0.008, 0.016, 0.03, 0.06, 0.12, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
  expect(steps.map(dilutionStep)).toEqual(steps.map((_step, index) => index - 9));
  expect([0.047, 0.094, 0.19, 0.38, 0.75, 1.5, 3, 6, 12, 24].map(dilutionStep)).toEqual([
    -4, -3, -2, -1, 0, 1, 2, 3, 4, 5,
  ]);
});

test.each([
  ['disk', '5'],
  ['disk', '61'],
  ['disk', '>20'],
  ['disk', '20,5'],
  ['mic', '0'],
  ['mic', '4096'],
  ['mic', 'âm tính'],
  ['mic', '>'],
  ['mic', '5 mm'],
  ['mic', '16/4mm'],
] as const)('%s không nhận “%s”', (method, typed) => {
  expect(readMeasurement(typed, method)).toBeUndefined();
});

test('viết lại như người đọc quen: ≤0,25', () => {
  expect(measurementText({ method: 'mic', value: 0.25, comparator: '<=' })).toBe('≤0,25');
  expect(measurementText({ method: 'disk', value: 22 })).toBe('22');
});
