import { identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Patient, Task } from 'fhir/r4';
import { matchWeights } from '../catalogs/match-weights.ts';
import { errors } from '../errors.ts';
import { isMergedInto, refuseMerge } from '../rules/can-merge.ts';
import { joined, pairKey } from '../rules/duplicate-task.ts';
import { gradeFindings } from '../rules/grade-findings.ts';
import type { Grade } from '../rules/grade-match.ts';
import { matchReasons } from '../rules/match-reasons.ts';
import { mergePatients } from '../rules/merge-patients.ts';
import { mergedTask, mergeKey, mergeTask } from '../rules/merge-task.ts';
import { partTypes } from '../rules/patient-parts.ts';
import { readPerson } from '../rules/person-record.ts';
import { compareRecords, likelihood, weightsOn } from '../rules/score-match.ts';

export interface MergeInput {
  /** id of the record that gives way */
  readonly source: string;
  /** id of the record that is kept */
  readonly target: string;
  readonly reason?: string;
  /** versions that the clerk looked at */
  readonly 'source-version'?: string;
  readonly 'target-version'?: string;
  /** nothing is written: what is alike, and what will be found under the kept record */
  readonly preview?: boolean;
}

export interface Merged {
  /** `asked`: a second person has to agree */
  readonly status: 'preview' | 'asked' | 'merged';
  readonly patient: Patient;
  readonly source: Patient;
  readonly grade?: Grade;
  readonly likeness: readonly string[];
  readonly count: readonly { readonly kind: string; readonly value: number }[];
  readonly task?: Task;
}

type Pair = { readonly source: Patient; readonly target: Patient };

function likenessOf(ctx: Context, { source, target }: Pair): { grade?: Grade; likeness: string[] } {
  const weights = weightsOn(matchWeights, toVnDay(ctx.now()));
  if (weights === undefined) return { likeness: [] };
  const findings = compareRecords(readPerson(source), readPerson(target), weights, () => []);
  const grade = gradeFindings(findings, likelihood(findings.bits, weights.prior));
  return { likeness: matchReasons(findings), ...(grade === undefined ? {} : { grade }) };
}

/** How much belongs to the record that gives way: told as numbers only. */
async function countParts(ctx: Context, source: Patient): Promise<Merged['count']> {
  const counts = await Promise.all(
    partTypes.map(async (kind) => {
      const { total = 0 } = await ctx.store.page(kind, `patient=Patient/${source.id}&_summary=count`);
      return { kind, value: total };
    }),
  );
  return counts.filter(({ value }) => value > 0);
}

/** Alike without doubt: one person decides. Otherwise the second call, by somebody else, is the approval. */
async function approve(ctx: Context, pair: Pair, reason: string, grade: Grade | undefined) {
  const asked = await ctx.store.createIfNone(mergeKey(pair.source, pair.target), {
    ...mergeTask({ ...pair, reason, by: ctx.actor, at: toVnIso(ctx.now()) }),
    identifier: [mergeKey(pair.source, pair.target)],
  });
  const isSecond = asked.requester?.reference !== ctx.actor.reference;
  return { asked, isApproved: grade === 'certain' || isSecond };
}

async function write(ctx: Context, pair: Pair, task: Task): Promise<Pair & { task: Task }> {
  const { source, target, note } = mergePatients(pair.source, pair.target);
  const at = toVnIso(ctx.now());
  const done = mergedTask(task, note, ctx.actor, at);
  const key = pairKey(source.id ?? '', target.id ?? '');
  const asked = await ctx.store.find('Task', `identifier=${key.system}|${key.value}&status=requested`);
  const looked = asked === undefined ? [] : [joined(asked, ctx.actor, at)];
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [source, target, done, ...looked].map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  });
  return { source, target, task: done };
}

const text = (name: string, min = 0) => ({ name, use: 'in' as const, min, max: '1' as const, type: 'string' });
const out = (name: string, type: string, min = 0) => ({ name, use: 'out' as const, min, max: '1' as const, type });

/** POST Patient/$merge: two records of one person become one, without moving anything. Undone by `$unmerge`. */
export const merge: Operation<MergeInput, Merged> = {
  definition: {
    code: 'merge',
    title: { vi: 'Gộp hai hồ sơ của một người', en: 'Merge two records of one person' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      text('source', 1),
      text('target', 1),
      text('reason'),
      text('source-version'),
      text('target-version'),
      { name: 'preview', use: 'in', min: 0, max: '1', type: 'boolean' },
      out('status', 'code', 1),
      out('patient', 'Patient', 1),
      out('source', 'Patient', 1),
      out('grade', 'code'),
      { name: 'likeness', use: 'out', min: 0, max: '*', type: 'string' },
      { name: 'count', use: 'out', min: 0, max: '*', part: [out('kind', 'code', 1), out('value', 'integer', 1)] },
      out('task', 'Task'),
    ],
    allow: ['records-clerk'],
    readsAs: ['record-merge'],
  },
  async run(ctx, _id, input) {
    const pair = {
      source: await ctx.store.read('Patient', input.source),
      target: await ctx.store.read('Patient', input.target),
    };
    const count = await countParts(ctx, pair.source);
    const alike = likenessOf(ctx, pair);
    const told = { patient: pair.target, source: pair.source, count, ...alike };
    if (isMergedInto(pair.source, pair.target)) return { ...told, status: 'merged' };
    refuseMerge(pair.source, pair.target, {
      ...(input['source-version'] === undefined ? {} : { source: input['source-version'] }),
      ...(input['target-version'] === undefined ? {} : { target: input['target-version'] }),
    });
    if (input.preview === true) {
      const key = mergeKey(pair.source, pair.target);
      const task = await ctx.store.find('Task', `identifier=${identifierSystems.task}|${key.value}`);
      return { ...told, status: 'preview', ...(task === undefined ? {} : { task }) };
    }
    const reason = (input.reason ?? '').trim();
    if (reason === '') throw errors.mergeReason({ at: 'reason' });
    const { asked, isApproved } = await approve(ctx, pair, reason, alike.grade);
    if (!isApproved) return { ...told, status: 'asked', task: asked };
    const written = await write(ctx, pair, asked);
    return { ...told, status: 'merged', patient: written.target, source: written.source, task: written.task };
  },
};
