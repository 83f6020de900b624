import type { Substance } from 'fhir/r4';
import { expect, test } from 'vitest';
import { askedLines, bareLines, inOrder, levelsOf, measuredLine } from './board-lines.ts';
import { type ControlTarget, controlLot, withTargets } from './control-lot.ts';

const target = (instrument: string, indicator: string, more: Partial<ControlTarget> = {}): ControlTarget => ({
  instrument,
  indicator,
  name: `Chỉ số ${indicator}`,
  mean: 4,
  sd: 0.1,
  unit: 'mmol/L',
  ucum: 'mmol/L',
  from: '2026-03-01',
  mode: 'in-use',
  ...more,
});
const lot = (number: string, level: string, targets: readonly ControlTarget[]): Substance =>
  withTargets(controlLot({ lot: number, level, material: 'Huyết thanh chứng', expiry: '2026-12-31' }), targets);

const DAY = '2026-03-02';
const lots = [
  lot('1', '2', [target('AU-3', 'K'), target('AU-2', 'NA')]),
  lot('1', '1', [target('AU-3', 'K'), target('AU-2', 'CL'), target('AU-2', 'K', { from: '2026-03-03' })]),
  lot('0', '1', [target('AU-2', 'NA', { to: '2026-03-01' }), target('AU-3', 'K', { to: DAY, mode: 'parallel' })]),
];
const all = bareLines(lots, DAY);
const ids = (held: readonly string[], question = {}) =>
  [...inOrder(askedLines(all, question), new Set(held))].map(
    ({ instrument, indicator }) => `${instrument}^${indicator}`,
  );

test.each([
  ['theo máy rồi theo tên', [], {}, ['AU-2^CL', 'AU-2^NA', 'AU-3^K']],
  ['đang giữ lên đầu; cái không có trên bảng thì thôi', ['AU-3^K', 'AU-9^K'], {}, ['AU-3^K', 'AU-2^CL', 'AU-2^NA']],
  ['một máy', ['AU-3^K'], { instrument: 'AU-2' }, ['AU-2^CL', 'AU-2^NA']],
  ['chữ không dấu, mã không phân hoa thường', [], { text: 'chi so na' }, ['AU-2^NA']],
  ['máy và chữ', [], { instrument: 'AU-3', text: 'cl' }, []],
])('thứ tự của bảng: %s', (_name, held, question, expected) => {
  expect(ids(held, question)).toEqual(expected);
});

test('đích chưa đến ngày hoặc đã hết không tạo dòng; dòng nói mức xấu nhất, lô song song không tính', () => {
  const line = all.get('AU-3^K');
  if (line === undefined) throw new Error('no line');
  const levels = levelsOf(line);
  expect(levels.map((level) => `${level.lot}^${level.level} ${level.mode}`)).toEqual([
    '1^2 in-use',
    '1^1 in-use',
    '0^1 parallel',
  ]);
  expect(all.get('AU-2^NA')?.targets).toHaveLength(1);
  const point = { instrument: 'AU-3', indicator: 'K', at: '2026-03-02T07:00:00+07:00', value: 4, ucum: 'mmol/L' };
  const measured = measuredLine(line, levels, ({ lot: number, level, mode }) => ({
    ...point,
    id: '',
    lot: number,
    level,
    state: mode === 'parallel' ? 'rejected' : level === '2' ? 'warning' : 'accepted',
    rules: [],
    isParallel: mode === 'parallel',
  }));
  expect(measured).toMatchObject({
    state: 'warning',
    control: [{ lot: '0' }, { lot: '1', level: '1' }, { level: '2' }],
  });
  expect(measured).not.toHaveProperty('targets');
});
