import { codeSystems, identifierSystems, identifierValue, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, FhirResource, Observation, Specimen, Task } from 'fhir/r4';
import { findReason, type RejectionReason } from '../catalogs/rejection-reasons.ts';
import { errors } from '../errors.ts';
import { isReleased } from '../rules/amended-result.ts';
import { onBench, openReports } from '../rules/bench-state.ts';
import { recollectTask } from '../rules/recollect-task.ts';
import { isUsable, rejected, replacement } from '../rules/specimen-life.ts';
import { urnUuid } from '../rules/urn-uuid.ts';
import { drawNumber } from './draw-number.ts';
import { resultsOf } from './load-report.ts';
import { putEntry, reportsOfTube } from './reports-of-tube.ts';

interface RejectInput {
  readonly reason: string;
  readonly note?: string;
}

interface Rejection {
  readonly specimen: Specimen;
  readonly task: Task;
}

/** POST Specimen/{id}/$reject: a tube that cannot be used; its results fall, and another one is asked for. */
export const rejectSpecimen: Operation<RejectInput, Rejection> = {
  definition: {
    code: 'reject',
    title: { vi: 'Từ chối mẫu, yêu cầu lấy lại', en: 'Reject specimen and ask for another' },
    resource: ['Specimen'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'note', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'specimen', use: 'out', min: 1, max: '1', type: 'Specimen' },
      { name: 'task', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id, input) {
    const specimen = await ctx.store.read('Specimen', id);
    const reports = await reportsOfTube(ctx, specimen);
    const reason = checked(specimen, reports, input.reason);
    const open = reports.filter(({ status }) => openReports.has(status));
    const [tube, task] = [urnUuid(ctx.randomBytes(16)), urnUuid(ctx.randomBytes(16))];
    const number = await drawNumber(ctx, 'Specimen', '');
    const note = input.note?.trim().slice(0, 500) ?? '';
    const written = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        putEntry(rejected(specimen, reason, note, toVnIso(ctx.now()), ctx.actor)),
        post(tube, replacement(specimen, number, identifierSystems.specimenNumber)),
        post(task, await taskOf(ctx, { specimen, open, reason, note, tube, number })),
        ...(await reportEntries(ctx, open, tube)),
      ],
    });
    return {
      specimen: found(written, 'Specimen', (one) => identifierValue(one, identifierSystems.specimenNumber) === number),
      task: found(written, 'Task', () => true),
    };
  },
};

/** @throws laboratory.unknownRejection, specimenUnusable, reportReleased */
function checked(specimen: Specimen, reports: readonly DiagnosticReport[], code: string): RejectionReason {
  const reason = findReason(code);
  if (reason === undefined) throw errors.unknownRejection({ at: "Parameters.parameter.where(name='reason')" });
  if (!isUsable(specimen)) throw errors.specimenUnusable({ at: 'Specimen.status', detail: specimen.status });
  if (reports.some(isReleased)) throw errors.reportReleased({ at: 'Specimen' });
  return reason;
}

function found<T extends 'Specimen' | 'Task'>(
  written: readonly FhirResource[],
  type: T,
  isIt: (one: Extract<FhirResource, { resourceType: T }>) => boolean,
): Extract<FhirResource, { resourceType: T }> {
  for (const one of written) if (isOfType(one, type) && isIt(one)) return one;
  throw new Error(`${type} was not written`);
}

const isOfType = <T extends FhirResource['resourceType']>(
  one: FhirResource,
  type: T,
): one is Extract<FhirResource, { resourceType: T }> => one.resourceType === type;

const post = (fullUrl: string, resource: Specimen | Task): BundleEntry => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

async function taskOf(
  ctx: Context,
  parts: {
    specimen: Specimen;
    open: readonly DiagnosticReport[];
    reason: RejectionReason;
    note: string;
    tube: string;
    number: string;
  },
): Promise<Task> {
  const [first] = parts.open;
  const order = first === undefined ? undefined : await ctx.store.follow('ServiceRequest', first.basedOn?.[0]);
  return recollectTask({
    ...parts,
    tests: parts.open.map(({ code }) => code.text ?? ''),
    order,
    kind: codeSystems.taskKind,
    at: toVnIso(ctx.now()),
  });
}

const fallen = (result: Observation): Observation => ({ ...result, status: 'entered-in-error' });

/** Reports go back to the drawing of blood; what was measured from the bad tube no longer counts. */
async function reportEntries(ctx: Context, open: readonly DiagnosticReport[], tube: string): Promise<BundleEntry[]> {
  const entries = await Promise.all(
    open.map(async (report): Promise<BundleEntry[]> => {
      const [order, results] = await Promise.all([
        ctx.store.follow('ServiceRequest', report.basedOn?.[0]),
        resultsOf(ctx, report),
      ]);
      const { result: _result, effectiveDateTime: _effective, ...rest } = report;
      const again: DiagnosticReport = { ...rest, status: 'registered', specimen: [{ reference: tube }] };
      return [
        putEntry(onBench(again, 'to-collect')),
        putEntry({ ...order, specimen: [{ reference: tube }] }),
        ...results.map((result) => putEntry(fallen(result))),
      ];
    }),
  );
  return entries.flat();
}
