import { identifierSystems } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Patient, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { pairKey } from '../rules/duplicate-task.ts';
import type { Grade } from '../rules/grade-match.ts';
import { findLikely } from './find-likely.ts';

export interface DuplicatesInput {
  /** records looked at, newest change first */
  readonly count?: number;
  /** `next` of the page before */
  readonly after?: string;
}

interface Pair {
  readonly patient: Patient;
  readonly other: Patient;
  readonly grade: Grade;
  readonly score: number;
  readonly reason: readonly string[];
}

export interface Duplicates {
  readonly pair: readonly Pair[];
  /** how many records this page looked at */
  readonly looked: number;
  /** absent: the whole register has been looked at */
  readonly next?: string;
}

const USUAL = 20;
const MOST = 50;

const changedAt = ({ meta, id }: Patient): string => `${meta?.lastUpdated ?? ''} ${id}`;

/** Records that may be this person's, and have not been met from the other side: those that changed earlier. */
async function earlierLikely(ctx: Context, patient: Patient): Promise<Pair[]> {
  if (patient.active === false) return [];
  const likely = await findLikely(ctx, patient);
  return likely
    .filter((one) => one.grade !== 'possible' && changedAt(one.patient) < changedAt(patient))
    .map(({ patient: other, grade, score, reasons }) => ({ patient, other, grade, score, reason: reasons }));
}

const keyOf = ({ patient, other }: Pair) => pairKey(patient.id ?? '', other.id ?? '').value;

/** Without those that wait on the desk already, and those of which somebody said that they are two people. */
async function undecided(ctx: Context, pairs: readonly Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const tokens = pairs.map((pair) => `${identifierSystems.task}|${keyOf(pair)}`).join(',');
  const query = new URLSearchParams({ identifier: tokens, status: 'requested,rejected', _count: `${pairs.length}` });
  const { items } = await ctx.store.page('Task', query.toString());
  const known = new Set(items.flatMap(({ identifier = [] }: Task) => identifier.map(({ value }) => value)));
  return pairs.filter((pair) => !known.has(keyOf(pair)));
}

const out = (name: string, type: string, min = 0) => ({ name, use: 'out' as const, min, max: '1' as const, type });

/**
 * POST Patient/$duplicates: a page of the register is looked through, record by record, by the keys under which each of them
 * is found. A page costs the same in a register of any size.
 */
export const duplicates: Operation<DuplicatesInput, Duplicates> = {
  definition: {
    code: 'duplicates',
    title: { vi: 'Tìm hồ sơ trùng trong sổ', en: 'Look for duplicate records' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'count', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'after', use: 'in', min: 0, max: '1', type: 'string' },
      {
        name: 'pair',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('patient', 'Patient', 1),
          out('other', 'Patient', 1),
          out('grade', 'code', 1),
          out('score', 'decimal', 1),
          { name: 'reason', use: 'out', min: 0, max: '*', type: 'string' },
        ],
      },
      out('looked', 'integer', 1),
      out('next', 'string'),
    ],
    allow: ['records-clerk'],
  },
  async run(ctx, _id, { count = USUAL, after }) {
    if (count < 1 || count > MOST) throw errors.pageSize({ at: 'count' });
    const page = await ctx.store.page('Patient', `_sort=-_lastUpdated&_count=${count}`, after);
    const pairs: Pair[] = [];
    for (const patient of page.items) pairs.push(...(await earlierLikely(ctx, patient)));
    return {
      pair: await undecided(ctx, pairs),
      looked: page.items.length,
      ...(page.next === undefined ? {} : { next: page.next }),
    };
  },
};
