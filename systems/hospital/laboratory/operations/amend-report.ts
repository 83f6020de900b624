import { codeSystems, present, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import { errors } from '../errors.ts';
import { amended, isReleased, resultText } from '../rules/amended-result.ts';
import { amendedTask } from '../rules/amended-task.ts';
import { calculatedResults, outdated, uncalculated } from '../rules/calculated-results.ts';
import { enteredResults, type TypedResult } from '../rules/entered-results.ts';
import { type ResultGround, readingOf, resultFrame } from '../rules/lab-result.ts';
import { withMachine } from '../rules/quality-hold.ts';
import { urnUuid } from '../rules/urn-uuid.ts';
import { checkVersion } from './check-version.ts';
import { loadReport, resultsOf } from './load-report.ts';
import { refuseHeld } from './open-holds.ts';
import { putEntry } from './reports-of-tube.ts';
import { otherResultsOfTube } from './tube-results.ts';

interface AmendInput {
  readonly result: readonly TypedResult[];
  readonly reason: string;
  readonly conclusion?: string;
  readonly version?: string;
}

/**
 * POST DiagnosticReport/{id}/$amend: a released result was wrong. The new value is a version of its own, the old one stays
 * readable in it with the reason, and whoever ordered the test is told.
 */
export const amendReport: Operation<AmendInput, DiagnosticReport> = {
  definition: {
    code: 'amend',
    title: { vi: 'Sửa kết quả đã trả', en: 'Amend released results' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      {
        name: 'result',
        use: 'in',
        min: 1,
        max: '*',
        part: [
          { name: 'indicator', use: 'in', min: 1, max: '1', type: 'code' },
          { name: 'value', use: 'in', min: 1, max: '1', type: 'string' },
        ],
      },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'conclusion', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'version', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'DiagnosticReport' },
    ],
    allow: ['lab-doctor'],
  },

  async run(ctx, id, input) {
    const { report, ground } = await loadReport(ctx, id);
    if (!isReleased(report)) throw errors.notReleased({ at: 'DiagnosticReport.status', detail: report.status });
    checkVersion(report, input.version);
    const reason = input.reason.trim().slice(0, 500);
    if (reason.length < 3) throw errors.reasonMissing({ at: "Parameters.parameter.where(name='reason')" });
    const change = { reason, at: toVnIso(ctx.now()), by: ctx.actor };
    const before = await resultsOf(ctx, report);
    const typed = enteredResults(input.result, ground.test, ground.catalog).flatMap((one) => {
      const { status: _status, ...reading } = readingOf(one, ground);
      const frame = resultFrame(one.indicator, ground, ground.collectedAt ?? change.at);
      return changedResult({ ...frame, method: { text: 'Nhập tay' }, ...reading }, before, change);
    });
    const valued = typed.filter(({ dataAbsentReason }) => dataAbsentReason === undefined);
    await refuseHeld(
      ctx,
      valued.map((one) => withMachine(one, before)),
    );
    const changed = [...typed, ...(await followers(ctx, typed, before, ground, change))];
    if (changed.length === 0) throw errors.nothingAmended({ at: "Parameters.parameter.where(name='result')" });
    await write(ctx, { report, ground, changed, change, conclusion: input.conclusion });
    return ctx.store.read('DiagnosticReport', id);
  },
};

interface Change {
  readonly reason: string;
  readonly at: string;
  readonly by: Context['actor'];
}

/** The result with its former value in it; nothing when it says the same as before. */
function changedResult(fresh: Observation, before: readonly Observation[], change: Change): Observation[] {
  const old = before.find(({ id }) => id === fresh.id);
  if (old !== undefined && resultText(old) === resultText(fresh)) return [];
  const { valueQuantity, valueCodeableConcept, interpretation, dataAbsentReason, referenceRange, method, note } = fresh;
  const next = { valueQuantity, valueCodeableConcept, interpretation, dataAbsentReason, referenceRange, method, note };
  return [amended(old ?? fresh, present(next), change)];
}

/** What was calculated from a changed value changes with it. */
async function followers(
  ctx: Context,
  typed: readonly Observation[],
  before: readonly Observation[],
  ground: ResultGround,
  change: Change,
): Promise<Observation[]> {
  const ids = new Set(typed.map(({ id }) => id));
  const kept = before.filter(({ id }) => !ids.has(id));
  const others = await otherResultsOfTube(ctx, ground);
  const derived = calculatedResults([...typed, ...kept, ...others], ground);
  return [...derived, ...outdated(kept, derived).map(uncalculated)].flatMap((one) =>
    changedResult(one, before, change),
  );
}

async function write(
  ctx: Context,
  parts: {
    readonly report: DiagnosticReport;
    readonly ground: ResultGround;
    readonly changed: readonly Observation[];
    readonly change: Change;
    readonly conclusion: string | undefined;
  },
): Promise<void> {
  const { report, ground, changed, change, conclusion } = parts;
  const references = new Set([
    ...(report.result ?? []).flatMap(({ reference }) => reference ?? []),
    ...changed.map(({ id }) => `Observation/${id}`),
  ]);
  const next: DiagnosticReport = {
    ...report,
    status: 'corrected',
    issued: change.at,
    resultsInterpreter: [change.by],
    result: [...references].map((reference) => ({ reference })),
    ...(conclusion === undefined ? {} : { conclusion }),
  };
  const task = amendedTask({ report, order: ground.order, changed, ...change, kind: codeSystems.taskKind });
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      putEntry(next),
      ...changed.map(putEntry),
      { fullUrl: urnUuid(ctx.randomBytes(16)), resource: task, request: { method: 'POST', url: 'Task' } },
    ],
  });
}
