import { codeSystems, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { FhirResource, Patient, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isMergedInto } from '../rules/can-merge.ts';
import { unmergePatients } from '../rules/merge-patients.ts';
import { noteOf, undoneTask } from '../rules/merge-task.ts';
import { namesPatient, partTypes, turnedTo } from '../rules/patient-parts.ts';

export interface UnmergeInput {
  readonly reason?: string;
  /** `Type/id` of what was written since the merge and belongs to the record that becomes free again */
  readonly move?: readonly string[];
  /** nothing is written: what was written since */
  readonly preview?: boolean;
}

export interface Unmerged {
  readonly patient: Patient;
  readonly target: Patient;
  /** `Type/id` of what was written to the kept record since the merge and stays there unless a person moves it */
  readonly stays: readonly string[];
  readonly task: Task;
}

const PAGE = 200;

async function mergeOf(ctx: Context, source: Patient): Promise<{ target: Patient; task: Task }> {
  const link = source.link?.find(({ type }) => type === 'replaced-by')?.other;
  if (link?.reference === undefined) throw errors.notMerged({ at: 'Patient.link' });
  const target = await ctx.store.follow('Patient', link);
  const query = `code=${codeSystems.taskKind}|merge-records&focus=Patient/${source.id}&status=completed`;
  const tasks = await ctx.store.search('Task', query);
  const task = tasks.find(
    (one) => one.for?.reference === link.reference && one.focus?.reference === `Patient/${source.id}`,
  );
  // merged by another house: nobody here knows what it changed
  if (task === undefined || !isMergedInto(source, target)) throw errors.notMergedHere({ at: 'Patient.link' });
  return { target, task };
}

/** Written since the merge under the kept record, by its own reference. */
async function writtenSince(ctx: Context, target: Patient, since: string): Promise<FhirResource[]> {
  const instant = new Date(since).toISOString();
  const lists = await Promise.all(
    partTypes.map((type) =>
      ctx.store.page(type, `patient=Patient/${target.id}&_lastUpdated=ge${instant}&_count=${PAGE}`),
    ),
  );
  return lists
    .flatMap(({ items }): readonly FhirResource[] => items)
    .filter((one) => one.meta?.versionId === '1' && namesPatient(one, target.id ?? ''));
}

const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;
const text = (name: string, max: '1' | '*' = '1') => ({ name, use: 'in' as const, min: 0, max, type: 'string' });
const out = (name: string, type: string) => ({ name, use: 'out' as const, min: 1, max: '1' as const, type });

/** POST Patient/{id}/$unmerge: the record that was merged away is free again, as it was. */
export const unmerge: Operation<UnmergeInput, Unmerged> = {
  definition: {
    code: 'unmerge',
    title: { vi: 'Gỡ gộp hồ sơ', en: 'Take a merge back' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: true,
    parameter: [
      text('reason'),
      text('move', '*'),
      { name: 'preview', use: 'in', min: 0, max: '1', type: 'boolean' },
      out('patient', 'Patient'),
      out('target', 'Patient'),
      { name: 'stays', use: 'out', min: 0, max: '*', type: 'string' },
      out('task', 'Task'),
    ],
    allow: ['records-clerk'],
    readsAs: ['record-merge'],
  },
  async run(ctx, id, { reason = '', move = [], preview = false }) {
    const source = await ctx.store.read('Patient', id);
    const { target, task } = await mergeOf(ctx, source);
    const later = await writtenSince(ctx, target, task.executionPeriod?.start ?? '');
    const moved = later.filter((one) => move.includes(nameOf(one)));
    const stays = later.filter((one) => !moved.includes(one)).map(nameOf);
    if (preview) return { patient: source, target, stays: later.map(nameOf), task };
    if (reason.trim() === '') throw errors.mergeReason({ at: 'reason' });
    if (moved.length !== new Set(move).size) throw errors.notSinceMerge({ at: 'move' });
    const free = unmergePatients(source, target, noteOf(task));
    const undone = undoneTask(task, reason.trim(), ctx.actor, toVnIso(ctx.now()));
    const turned = moved.map((one) => turnedTo(one, target, source));
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [free.source, free.target, undone, ...turned].map((resource) => ({
        resource,
        request: { method: 'PUT', url: nameOf(resource) },
      })),
    });
    return { patient: free.source, target: free.target, stays, task: undone };
  },
};
