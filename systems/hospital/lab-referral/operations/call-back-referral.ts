import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { BundleEntry, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { calledBack } from '../rules/referral-task.ts';
import { loadReferral } from './load-referral.ts';
import { putEntry } from './record-entry.ts';

const LEAST_LETTERS = 5;

/** The task, and its order without the laboratory that was to measure it. */
export async function callBackEntries(ctx: Context, task: Task, reason: string): Promise<BundleEntry[]> {
  const { performer = [], ...order } = await ctx.store.follow('ServiceRequest', task.focus);
  const others = performer.filter(({ reference }) => reference !== task.owner?.reference);
  return [
    putEntry(calledBack(task, reason, ctx.now())),
    ...(others.length === performer.length
      ? []
      : [putEntry({ ...order, ...(others.length === 0 ? {} : { performer: others }) })]),
  ];
}

/** POST Task/{id}/$call-back-referral: the test is not measured there after all; a laboratory that was told is told. */
export const callBackReferral: Operation<{ readonly reason: string }, Task> = {
  definition: {
    code: 'call-back-referral',
    title: { vi: 'Rút lại mẫu gửi', en: 'Call back a referral' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'reason', 'string'), one('out', 'return', 'Task')],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-referral'],
  },

  async run(ctx, id, input) {
    const reason = input.reason.trim().slice(0, 300);
    if ((reason.match(/\p{L}/gu)?.length ?? 0) < LEAST_LETTERS) throw errors.reasonMissing({ at: 'reason' });
    const { task } = await loadReferral(ctx, id);
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: await callBackEntries(ctx, task, reason),
    });
    return ctx.store.read('Task', id);
  },
};
