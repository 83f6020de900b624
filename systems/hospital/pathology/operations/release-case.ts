import { identifierSystems, toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, Observation, Provenance, ServiceRequest } from 'fhir/r4';
import { amendedCaseTask } from '../rules/amended-case.ts';
import { addendumObservation, caseObservations, type ReportGround, toldReport } from '../rules/case-report.ts';
import type { CaseSheet, Release, Stage } from '../rules/case-sheet.ts';
import { callNumber, callTask, isUnexpected } from '../rules/pathology-call.ts';
import { type ReleaseWish, releaseObstacles, stageOf } from '../rules/release-obstacles.ts';
import { conclusionOf } from '../rules/report-words.ts';
import { changesOf } from '../rules/told-changes.ts';
import { chargeEntries } from './charge-entries.ts';
import { loadCase, putEntry, writeCase } from './load-case.ts';
import { synopticRows } from './read-synoptic.ts';

interface ReleaseInput extends ReleaseWish {
  readonly version?: string;
}

const isForGood = (stage: Stage): boolean => stage === 'final' || stage === 'amended';

function provenance(ctx: Context, report: string, reason: string, recorded: string): BundleEntry {
  const resource: Provenance = {
    resourceType: 'Provenance',
    target: [{ reference: `DiagnosticReport/${report}` }],
    recorded,
    reason: [{ text: reason }],
    agent: [{ who: ctx.actor }],
  };
  return { resource, request: { method: 'POST', url: 'Provenance' } };
}

function releaseOf(ctx: Context, sheet: CaseSheet, input: ReleaseInput, stage: Stage, at: string): Release {
  const texts: Partial<Record<Stage, string>> = { frozen: sheet.frozen, addendum: input.text?.trim() ?? '' };
  const reason = stage === 'amended' ? input.reason?.trim() : input.alone?.trim();
  return {
    stage,
    at,
    by: ctx.actor.display,
    text: texts[stage] ?? conclusionOf(sheet),
    ...(reason === undefined || reason === '' ? {} : { reason }),
    ...(stage === 'frozen' ? { told: input.told?.trim() ?? '' } : {}),
  };
}

/** what the report told until now, and what it told once and took back */
async function toldBefore(ctx: Context, report: DiagnosticReport, now: readonly Observation[]): Promise<Observation[]> {
  const told = (report.result ?? []).map(({ reference }) => reference?.split('/')[1] ?? '');
  return searchEach(ctx.store, 'Observation', '_id', [...told, ...now.map(({ id }) => id ?? '')]);
}

/** an addendum leaves everything as it is */
async function resultsNow(ctx: Context, ground: ReportGround, input: ReleaseInput) {
  if (ground.stage !== 'addendum') {
    const now = caseObservations(ground);
    const before = await toldBefore(ctx, ground.report, now);
    const addenda = before.filter(({ id }) => id?.includes('-addendum-') === true);
    const parts = before.filter((one) => !addenda.includes(one));
    return { results: [...now, ...addenda], changed: changesOf(parts, now, ground.stage === 'amended') };
  }
  const before = await toldBefore(ctx, ground.report, []);
  const number = ground.sheet.releases.filter(({ stage }) => stage === 'addendum').length + 1;
  const addendum = addendumObservation(ground, number, input.text?.trim() ?? '');
  return { results: [...before, addendum], changed: [addendum] };
}

function callEntries(ctx: Context, sheet: CaseSheet, stage: Stage, order: ServiceRequest) {
  if (!isUnexpected(sheet, stage)) return [];
  const ifNoneExist = new URLSearchParams({
    identifier: `${identifierSystems.task}|${callNumber(sheet)}`,
  }).toString();
  const resource = callTask(sheet, { order, at: ctx.now(), write: toVnIso });
  return [{ resource, request: { method: 'POST' as const, url: 'Task', ifNoneExist } }];
}

function amendmentEntries(
  ctx: Context,
  sheet: CaseSheet,
  order: ServiceRequest,
  { reason = '', at }: Release,
): BundleEntry[] {
  const resource = amendedCaseTask(sheet, { order, reason, at });
  return [provenance(ctx, sheet.report, reason, at), { resource, request: { method: 'POST', url: 'Task' } }];
}

/**
 * POST DiagnosticReport/{id}/$release-case: the answer of a frozen section, provisional, final, amended or with an addendum.
 * Report, results, order, charges, the call to the orderer and the word that something was amended change together.
 */
export const releaseCase: Operation<ReleaseInput, DiagnosticReport> = {
  definition: {
    code: 'release-case',
    title: { vi: 'Trả kết quả giải phẫu bệnh', en: 'Release a pathology report' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'stage', 'code'),
      one('in', 'version', 'string', 0),
      one('in', 'reason', 'string', 0),
      one('in', 'text', 'string', 0),
      one('in', 'told', 'string', 0),
      one('in', 'alone', 'string', 0),
      one('out', 'return', 'DiagnosticReport'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, id, input) {
    const loaded = await loadCase(ctx, id, input.version);
    const { sheet, report } = loaded;
    const stage = stageOf(sheet, input);
    const obstacles = releaseObstacles(sheet, input, stage);
    if (obstacles.length > 0) throw combine(obstacles);
    const issued = toVnIso(ctx.now());
    const synoptic = await synopticRows(ctx, sheet.synoptic, isForGood(stage) ? 'completed' : 'in-progress');
    const ground: ReportGround = { report, sheet, stage, issued, performer: ctx.actor, synoptic };
    const { results, changed } = await resultsNow(ctx, ground, input);
    const told = toldReport(ground, results);
    const order = await ctx.store.read('ServiceRequest', sheet.order);
    const release = releaseOf(ctx, sheet, input, stage, issued);
    const next: CaseSheet = {
      ...sheet,
      releases: [...sheet.releases, release],
      isChanged: isForGood(stage) ? false : sheet.isChanged,
    };
    await writeCase(ctx, { ...loaded, report: told }, next, [
      ...changed.map(putEntry),
      ...(stage === 'final' ? [putEntry({ ...order, status: 'completed' })] : []),
      ...(isForGood(stage) ? await chargeEntries(ctx, sheet, order, told) : []),
      ...(stage === 'amended' ? amendmentEntries(ctx, sheet, order, release) : []),
      ...callEntries(ctx, sheet, stage, order),
    ]);
    return ctx.store.read('DiagnosticReport', id);
  },
};
