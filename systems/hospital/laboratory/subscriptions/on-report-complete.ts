import type { Context, Subscription } from '@lienmach/system-kit';
import type { DiagnosticReport } from 'fhir/r4';
import { judgeResults } from '../operations/judge-results.ts';
import { loadReport, resultsOf } from '../operations/load-report.ts';
import { openHolds } from '../operations/open-holds.ts';
import { previousResults } from '../operations/previous-results.ts';
import { isToVerify, onBench } from '../rules/bench-state.ts';
import { missingResults } from '../rules/verify-obstacles.ts';

/**
 * The first of two steps is done by rules where the test says so and every result passes. The doctor's release stays: a
 * machine signs nothing.
 */
export const onReportComplete: Subscription<'DiagnosticReport'> = {
  id: 'on-report-complete',
  on: 'DiagnosticReport',
  when: isToVerify,
  actAs: ['integration'],

  async react(ctx: Context, told: DiagnosticReport) {
    const now = await ctx.store.read('DiagnosticReport', told.id ?? '');
    if (!isToVerify(now) || now.basedOn?.[0]?.reference?.startsWith('ServiceRequest/') !== true) return;
    const { report, ground, tube } = await loadReport(ctx, told.id ?? '');
    if (ground.test.steps !== 2 || ground.test.isAutomatic !== true) return;
    const [previous, results, holds] = await Promise.all([
      previousResults(ctx, ground),
      resultsOf(ctx, report),
      openHolds(ctx),
    ]);
    if (missingResults(ground.test, results, ground.catalog).length > 0) return;
    const judged = judgeResults({ results, previous, ground, tube, holds });
    if (judged.size < results.length || [...judged.values()].some((reasons) => reasons.length > 0)) return;
    await ctx.store.update(onBench({ ...report, performer: [{ display: 'Tự duyệt theo quy tắc' }] }, 'to-release'));
  },
};
