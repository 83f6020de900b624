import { expect, test } from 'vitest';
import { assessed, conclusionOf, externalScore } from './external-round.ts';
import { countReports, type ReportTimes } from './laboratory-figures.ts';

test.each([
  [5.2, 5, 0.1, 2, 'satisfactory'],
  [5.21, 5, 0.1, 2.1, 'questionable'],
  [4.71, 5, 0.1, -2.9, 'questionable'],
  [4.7, 5, 0.1, -3, 'unsatisfactory'],
  [5, 5, 0.1, 0, 'satisfactory'],
] as const)('ngoại kiểm: %d so với %d ± %d là z = %d, %s', (value, assigned, sd, z, conclusion) => {
  expect(externalScore(value, assigned, sd)).toBe(z);
  expect(conclusionOf(z)).toBe(conclusion);
});

test.each([
  ['trong giới hạn, z nhỏ', 5.1, {}, 'satisfactory'],
  ['đúng cận trên', 5.2, { low: 4.8, high: 5.2 }, 'satisfactory'],
  ['quá cận trên dù z trong 2', 5.21, { low: 4.8, high: 5.2, sd: 0.2 }, 'unsatisfactory'],
  ['dưới cận dưới', 4.79, { low: 4.8, sd: 0.2 }, 'unsatisfactory'],
  ['trong giới hạn nhưng z quá 2', 5.25, { low: 4, high: 6 }, 'questionable'],
] as const)('ngoại kiểm có giới hạn chấp nhận: %s', (_, value, more, conclusion) => {
  expect(assessed(value, { assigned: 5, sd: 0.1, ...more })).toBe(conclusion);
});

const report = (collected: string | undefined, more: Partial<ReportTimes> = {}): ReportTimes => ({
  test: 'A',
  name: 'Điện giải đồ',
  isUrgent: false,
  ordered: '2026-03-02T07:30:00+07:00',
  collected,
  issued: '2026-03-02T09:00:00+07:00',
  isAmended: false,
  ...more,
});

test('thời gian trả kết quả: đúng 30 phút thuộc nhóm 30; không có giờ lấy mẫu, hoặc giờ lấy mẫu sau khi trả thì chỉ đếm', () => {
  const pages = [
    [report('2026-03-02T08:30:00+07:00'), report('2026-03-02T08:29:00+07:00', { isUrgent: true })],
    [report(undefined), report('2026-03-02T09:30:00+07:00', { isAmended: true }), report('2026-03-02T04:00:00+07:00')],
  ];
  const figures = pages.reduce((before, page) => countReports(before, page), new Map());
  expect([...figures.values()]).toEqual([
    {
      test: 'A',
      name: 'Điện giải đồ',
      reports: 5,
      urgent: 1,
      amended: 1,
      timed: 3,
      minutes: 30 + 31 + 300,
      longest: 300,
      within: [1, 1, 0, 0, 1],
      fromOrder: 450,
    },
  ]);
});
