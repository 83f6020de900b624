import { laboratoryReferral } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ReferralState, stateOf } from '../rules/referral-task.ts';

/** A referral that is open. @throws 404, lab-referral.notAReferral, notOpen */
export async function loadReferral(ctx: Context, id: string): Promise<{ task: Task; state: ReferralState }> {
  const task = await ctx.store.read('Task', id);
  if (laboratoryReferral(task) === undefined) throw errors.notAReferral({ at: 'Task.code' });
  const state = stateOf(task);
  if (state === undefined) throw errors.notOpen({ at: 'Task.status', detail: task.status });
  return { task, state };
}
