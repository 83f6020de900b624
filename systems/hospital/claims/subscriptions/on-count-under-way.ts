import { toVnIso } from '@lienmach/core';
import type { Subscription } from '@lienmach/system-kit';
import { countPages } from '../operations/load-figures.ts';
import { completeReport, countingReport, countUnderWay, monthOfReport } from '../rules/figures-report.ts';

/** pages of two hundred claims for each step */
const STEP = 20;

/**
 * A count of a month goes one step further; its own write brings the next one, so that a stopped house goes on where it was.
 * Told twice, the second finds a newer version and leaves it alone.
 */
export const onCountUnderWay: Subscription<'MeasureReport'> = {
  id: 'on-count-under-way',
  on: 'MeasureReport',
  when: (report) => report.status === 'pending' && monthOfReport(report) !== undefined,
  actAs: ['claims-clerk'],

  async react(ctx, told) {
    const report = await ctx.store.read('MeasureReport', told.id ?? '');
    const month = monthOfReport(report);
    const from = countUnderWay(report);
    if (report.meta?.versionId !== told.meta?.versionId || month === undefined || from === undefined) return;
    const progress = await countPages(ctx, month, from, STEP);
    const isDone = progress.cursor === undefined;
    await ctx.store.update(
      isDone ? completeReport(report, progress, toVnIso(ctx.now())) : countingReport(month, report, progress),
    );
  },
};
