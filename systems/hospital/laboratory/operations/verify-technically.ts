import { toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import type { Operation } from '@lienmach/system-kit';
import type { DiagnosticReport } from 'fhir/r4';
import { errors } from '../errors.ts';
import { onBench } from '../rules/bench-state.ts';
import { missingResults, verifyObstacles } from '../rules/verify-obstacles.ts';
import { checkVersion } from './check-version.ts';
import { loadReport, resultsOf } from './load-report.ts';
import { refuseHeld } from './open-holds.ts';

interface TechnicalInput {
  readonly incomplete?: boolean;
  /** version of the report that was looked at */
  readonly version?: string;
}

/** POST DiagnosticReport/{id}/$verify-technically: the first of two steps, where the test has two; any later change undoes it. */
export const verifyTechnically: Operation<TechnicalInput, DiagnosticReport> = {
  definition: {
    code: 'verify-technically',
    title: { vi: 'Duyệt kỹ thuật', en: 'Verify technically' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'incomplete', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'version', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'DiagnosticReport' },
    ],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id, { incomplete = false, version }) {
    const { report, ground, tube } = await loadReport(ctx, id);
    checkVersion(report, version);
    if (ground.test.steps !== 2) throw errors.notTwoSteps({ at: 'DiagnosticReport.code' });
    const results = await resultsOf(ctx, report);
    const missing = incomplete ? [] : missingResults(ground.test, results, ground.catalog);
    const obstacles = verifyObstacles(report, ground.order, results, tube === undefined ? [] : [tube], missing);
    if (obstacles.length > 0) throw combine(obstacles);
    await refuseHeld(ctx, results);
    return ctx.store.update(
      onBench({ ...report, performer: [{ ...ctx.actor }], issued: toVnIso(ctx.now()) }, 'to-release'),
    );
  },
};
