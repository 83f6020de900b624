import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { checkReason, givenUp, id, reason } from './desk-parameters.ts';

/** POST $job-cancel: a person has done by hand what the reaction could not; it never runs again. */
export const jobCancel: Operation<{ readonly id: string; readonly reason: string }, void> = {
  definition: {
    code: 'job-cancel',
    title: { vi: 'Bỏ việc, ghi lý do', en: 'Give a job up' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [id, reason],
  },
  async run(ctx, _id, { id: job, reason: given }) {
    const why = checkReason(given);
    const isDone = /^\d{1,15}$/.test(job) && (await ctx.engines.jobs.cancel(Number(job), JSON.stringify(givenUp(why))));
    if (!isDone) throw errors.jobNotWaiting({ at: 'id' });
    await ctx.engines.note([`job/${job}`], why);
  },
};
