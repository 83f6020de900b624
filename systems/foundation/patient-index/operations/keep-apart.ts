import { toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { duplicateTask, keptApart, pairKey } from '../rules/duplicate-task.ts';

export interface KeepApartInput {
  /** ids of the two records */
  readonly one: string;
  readonly other: string;
  readonly reason?: string;
}

export interface KeptApart {
  readonly task: Task;
}

const text = (name: string, min: 0 | 1) => ({ name, use: 'in' as const, min, max: '1' as const, type: 'string' });

/** POST Patient/$keep-apart: somebody looked at two records that are alike, and they are two people. The pair is not shown again. */
export const keepApart: Operation<KeepApartInput, KeptApart> = {
  definition: {
    code: 'keep-apart',
    title: { vi: 'Ghi nhận hai hồ sơ là hai người', en: 'Note that two records are two people' },
    resource: ['Patient'],
    level: 'type',
    affectsState: true,
    parameter: [
      text('one', 1),
      text('other', 1),
      text('reason', 0),
      { name: 'task', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['records-clerk'],
  },
  async run(ctx, _id, { one, other, reason = '' }) {
    if (one === other) throw errors.mergeItself({ at: 'other' });
    if (reason.trim() === '') throw errors.mergeReason({ at: 'reason' });
    const [known, newer] = [await ctx.store.read('Patient', one), await ctx.store.read('Patient', other)];
    const at = toVnIso(ctx.now());
    const suspicion = { known, newer, grade: 'possible' as const, reasons: [], by: ctx.actor, at };
    const task = await ctx.store.createIfNone(pairKey(one, other), duplicateTask(suspicion));
    return { task: await ctx.store.update(keptApart(task, reason.trim(), ctx.actor, at)) };
  },
};
