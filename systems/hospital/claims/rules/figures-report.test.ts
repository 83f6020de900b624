import { xu } from '@lienmach/core';
import { expect, test } from 'vitest';
import { type Figures, noFigures } from './claim-figures.ts';
import { completeReport, countingReport, countUnderWay, lastCount, monthOfReport } from './figures-report.ts';

const figures: Figures = {
  ...noFigures,
  state: new Map([['sent', { claims: 60_000, insurerPart: xu(294_630_000_000_099n), atRisk: xu(0n) }]]),
  rule: new Map([['SV-10', { claims: 2, insurerPart: xu(0n), atRisk: xu(120_050n) }]]),
};

test('số liệu giữ trong báo cáo đọc lại y nguyên đến từng xu; số cũ còn đọc được khi đang tính lại', () => {
  const started = countingReport('2026-09', undefined, { figures: noFigures, counted: 0 });
  expect([monthOfReport(started), started.status]).toEqual(['2026-09', 'pending']);
  expect(lastCount(started)).toBeUndefined();
  expect(countUnderWay(started)).toEqual({ figures: noFigures, counted: 0 });
  const half = countingReport('2026-09', started, { figures, counted: 4000, cursor: 'c1' });
  expect(countUnderWay(half)).toMatchObject({ counted: 4000, cursor: 'c1' });
  const done = completeReport(half, { figures, counted: 60_000 }, '2026-10-01T08:00:00+07:00');
  expect(countUnderWay(done)).toBeUndefined();
  expect(lastCount(done)).toEqual({ figures, counted: 60_000 });
  const again = countingReport('2026-09', done, { figures: noFigures, counted: 0 });
  expect(lastCount(again)).toEqual({ figures, counted: 60_000 });
  expect(countUnderWay(again)).toEqual({ figures: noFigures, counted: 0 });
});
