import type { Operation } from '@lienmach/system-kit';
import type { MeasureReport } from 'fhir/r4';
import { readMonth } from '../rules/claim-list.ts';
import { countingReport, countUnderWay, figuresKey } from '../rules/figures-report.ts';
import { findReport, noProgress } from './load-figures.ts';

/** POST Claim/$count-claims: adds up a month anew in the background; a count that is under way goes on. */
export const countClaims: Operation<{ readonly month: string }, MeasureReport> = {
  definition: {
    code: 'count-claims',
    title: { vi: 'Tính lại số liệu hồ sơ của tháng', en: 'Count the claims of a month again' },
    resource: ['Claim'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'MeasureReport' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, input) {
    const month = readMonth(input.month);
    const report = await findReport(ctx, month);
    if (report === undefined)
      return ctx.store.createIfNone(figuresKey(month), countingReport(month, report, noProgress));
    if (countUnderWay(report) !== undefined) return report;
    return ctx.store.update(countingReport(month, report, noProgress));
  },
};
