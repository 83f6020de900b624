import { present } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { batchKey, isMonth, isRunning, newBatch } from '../rules/claim-batch.ts';

interface PrepareClaimsInput {
  /** of discharge, `yyyy-MM` */
  readonly month: string;
}

/**
 * POST Claim/$prepare-claims {month}: prepares the claims of all visits that ended in a month, in the background. Answers
 * the Task that tells how far it is; asked again while that runs, the same Task.
 */
export const prepareClaims: Operation<PrepareClaimsInput, Task> = {
  definition: {
    code: 'prepare-claims',
    title: { vi: 'Lập hồ sơ BHYT của cả tháng', en: 'Prepare the claims of a month' },
    resource: ['Claim'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { month }) {
    if (!isMonth(month)) throw errors.badMonth({ at: 'month', value: month.slice(0, 20) });
    const fresh = newBatch(month, ctx.actor, ctx.now());
    const task = await ctx.store.createIfNone(batchKey(month), fresh);
    if (isRunning(task)) return task;
    // somebody ended it half way: it begins anew
    const { id, meta } = task;
    return ctx.store.update<Task>({ ...fresh, ...present({ id, meta }) });
  },
};
