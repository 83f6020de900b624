import { toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, Observation, Provenance, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { changesSince, cultureReport } from '../rules/culture-report.ts';
import { type Release, worksheetResource } from '../rules/worksheet.ts';
import { releaseObstacles } from '../rules/worksheet-obstacles.ts';
import { cultureChargeEntry } from './culture-charge-entry.ts';
import { judgeSheet, type LoadedCulture, loadCulture, putEntry } from './load-culture.ts';

interface ReleaseInput {
  readonly stage: string;
  readonly version?: string;
  /** contradictions were looked at and stand */
  readonly accept?: boolean;
  /** why a final report is changed */
  readonly reason?: string;
}

const LEAST_LETTERS = 10;
const idsOf = (references: readonly Reference[] | undefined): string[] =>
  (references ?? []).flatMap(({ reference }) => reference?.split('/')[1] ?? []);

/** final after final is an amendment, and says why */
function stageOf({ sheet }: LoadedCulture, { stage, reason = '' }: ReleaseInput): Release['stage'] {
  if (stage !== 'preliminary' && stage !== 'final') throw errors.unknownStage({ at: 'stage' });
  const wasFinal = sheet.releases.some((one) => one.stage !== 'preliminary');
  if (!wasFinal) return stage;
  if (stage === 'preliminary') throw errors.finalBefore({ at: 'stage' });
  if ((reason.match(/\p{L}/gu)?.length ?? 0) < LEAST_LETTERS) throw errors.reasonMissing({ at: 'reason' });
  return 'amended';
}

/** Everything the report told until now: its results and what they hold. */
async function toldBefore(ctx: Context, report: DiagnosticReport): Promise<Observation[]> {
  const heads = await searchEach(ctx.store, 'Observation', '_id', idsOf(report.result));
  const members = heads.flatMap(({ hasMember }) => idsOf(hasMember));
  const known = new Set(heads.map(({ id }) => id));
  const rest = await searchEach(
    ctx.store,
    'Observation',
    '_id',
    members.filter((id) => !known.has(id)),
  );
  return [...heads, ...rest];
}

/** Results that were taken back once keep their id: told again they are a new version of it. */
async function withEarlier(ctx: Context, before: Observation[], now: readonly Observation[]): Promise<Observation[]> {
  const known = new Set(before.map(({ id }) => id));
  const others = now.flatMap(({ id }) => (id === undefined || known.has(id) ? [] : [id]));
  return [...before, ...(await searchEach(ctx.store, 'Observation', '_id', others))];
}

const provenance = (ctx: Context, report: string, reason: string, recorded: string): BundleEntry => {
  const resource: Provenance = {
    resourceType: 'Provenance',
    target: [{ reference: `DiagnosticReport/${report}` }],
    recorded,
    reason: [{ text: reason }],
    agent: [{ who: ctx.actor }],
  };
  return { resource, request: { method: 'POST', url: 'Provenance' } };
};

/**
 * POST DiagnosticReport/{id}/$release-culture: a laboratory doctor tells what the bench knows: preliminary as often as
 * needed, final once, and after that amended with a reason. Report, results and order change together.
 */
export const releaseCulture: Operation<ReleaseInput, DiagnosticReport> = {
  definition: {
    code: 'release-culture',
    title: { vi: 'Trả kết quả nuôi cấy', en: 'Release a culture report' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'stage', 'code'),
      one('in', 'version', 'string', 0),
      one('in', 'accept', 'boolean', 0),
      one('in', 'reason', 'string', 0),
      one('out', 'return', 'DiagnosticReport'),
    ],
    allow: ['lab-doctor'],
    readsAs: ['microbiology'],
  },

  async run(ctx, id, input) {
    const loaded = await loadCulture(ctx, id, input.version);
    const { sheet, standard, worksheet } = loaded;
    const stage = stageOf(loaded, input);
    const judged = judgeSheet(sheet, standard);
    const obstacles = releaseObstacles(sheet, judged, { stage, isAccepted: input.accept === true });
    if (obstacles.length > 0) throw combine(obstacles);
    const issued = toVnIso(ctx.now());
    const made = cultureReport({
      report: loaded.report,
      sheet,
      judged,
      standard: standard === undefined ? '' : `${standard.name} ${standard.version}`,
      stage,
      issued,
      performer: ctx.actor,
    });
    const before = await withEarlier(ctx, await toldBefore(ctx, loaded.report), made.observations);
    const order = await ctx.store.read('ServiceRequest', sheet.order);
    const release: Release = {
      stage,
      at: issued,
      by: ctx.actor.display,
      ...(stage === 'amended' ? { reason: input.reason?.trim() ?? '' } : {}),
    };
    const told = { ...sheet, releases: [...sheet.releases, release], isChanged: false };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        putEntry(made.report),
        ...changesSince(before, made.observations, stage === 'amended').map(putEntry),
        putEntry(worksheetResource(worksheet.id ?? '', told, worksheet.subject ?? {}, worksheet)),
        ...(stage === 'final'
          ? [putEntry({ ...order, status: 'completed' }), ...(await cultureChargeEntry(ctx, order, made.report))]
          : []),
        ...(stage === 'amended' ? [provenance(ctx, id, release.reason ?? '', issued)] : []),
      ],
    });
    return ctx.store.read('DiagnosticReport', id);
  },
};
