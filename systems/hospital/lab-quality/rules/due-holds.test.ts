import { expect, test } from 'vitest';
import { causesOf } from './due-holds.ts';
import { dueOf } from './instrument.ts';
import { belowMinimum, goodUntil, type ReagentLot, reagentState } from './reagent-lot.ts';

const plan = {
  kind: 'calibration' as const,
  title: 'Hiệu chuẩn ISE',
  everyDays: 30,
  last: '2026-02-01',
  indicators: ['K', 'NA'],
};

test.each([
  ['2026-02-23', 'later'],
  ['2026-02-24', 'soon'],
  ['2026-03-03', 'soon'],
  ['2026-03-04', 'overdue'],
])('hiệu chuẩn 30 ngày từ 01/02, đến hạn 03/03: ngày %s là %s', (day, state) => {
  expect(dueOf(plan, day)).toEqual({ on: '2026-03-03', state });
});

const lot: ReagentLot = {
  instrument: 'AU-2',
  reagent: 'GLU',
  name: 'Hóa chất glucose',
  lot: 'G1',
  expiry: '2026-06-30',
  quantity: 100,
  unit: 'test',
  minimum: 50,
  indicators: ['GLU'],
  isDiscarded: false,
};
const opened = { ...lot, opened: '2026-03-01', onboardDays: 28 };

test.each([
  ['chưa mở: theo hạn in trên lọ', lot, '2026-06-30'],
  ['mở 01/03, dùng được 28 ngày', opened, '2026-03-29'],
  ['mở sát hạn: hạn in trên lọ đến trước', { ...opened, opened: '2026-06-20' }, '2026-06-30'],
])('hạn dùng: %s', (_, one, day) => {
  expect(goodUntil(one)).toBe(day);
});

test.each([
  [opened, '2026-03-29', 'in-use'],
  [opened, '2026-03-30', 'expired'],
  [lot, '2026-03-30', 'stored'],
  [{ ...opened, quantity: 0 }, '2026-03-30', 'empty'],
  [{ ...opened, isDiscarded: true }, '2026-03-30', 'discarded'],
] as const)('tình trạng lô, dòng %#', (one, day, state) => {
  expect(reagentState(one, day)).toBe(state);
});

test('tồn tối thiểu: cộng các lô còn dùng được, lô hết hạn không tính; đúng mức tối thiểu là đủ', () => {
  const low = (quantity: number, day: string) =>
    belowMinimum(
      [
        { ...lot, quantity: 20 },
        { ...opened, lot: 'G2', quantity },
      ],
      day,
    ).size;
  expect(low(30, '2026-03-29')).toBe(0);
  expect(low(29, '2026-03-29')).toBe(1);
  expect(low(80, '2026-03-30')).toBe(1);
});

test('giữ kết quả: hiệu chuẩn quá hạn và lô đã mở hết hạn; bảo trì quá hạn và lô chưa mở thì không', () => {
  const maintenance = { ...plan, kind: 'maintenance' as const, title: 'Rửa kim', indicators: [] };
  expect(causesOf('AU-2', [plan, maintenance], [lot, opened], '2026-03-03')).toEqual([]);
  expect(
    causesOf('AU-2', [plan, maintenance], [{ ...lot, lot: 'G0', expiry: '2026-01-01' }, opened], '2026-03-30'),
  ).toMatchObject([
    {
      key: 'AU-2^calibration^Hiệu chuẩn ISE',
      reason: 'calibration-due',
      indicators: ['K', 'NA'],
      since: '2026-03-03T17:00:00.000Z',
    },
    {
      key: 'AU-2^reagent^GLU^G1',
      reason: 'lot-expired',
      indicators: ['GLU'],
      detail: 'Hóa chất glucose, lô G1: hết hạn dùng 29/03/2026',
    },
  ]);
});

test('bảo trì có khai giữ kết quả: quá hạn là giữ cả máy, đúng ngày đến hạn thì chưa', () => {
  const service = { ...plan, kind: 'maintenance' as const, title: 'Bảo trì 6 tháng', indicators: [], holds: true };
  expect(causesOf('AU-2', [service], [], '2026-03-03')).toEqual([]);
  expect(causesOf('AU-2', [service], [], '2026-03-04')).toEqual([
    {
      key: 'AU-2^maintenance^Bảo trì 6 tháng',
      reason: 'maintenance-due',
      detail: 'Bảo trì 6 tháng: quá hạn bảo trì từ 03/03/2026',
      since: '2026-03-03T17:00:00.000Z',
      indicators: [],
    },
  ]);
});
