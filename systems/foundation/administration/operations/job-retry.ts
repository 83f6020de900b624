import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { id } from './desk-parameters.ts';

/** POST $job-retry: a reaction that failed runs again at once. */
export const jobRetry: Operation<{ readonly id: string }, void> = {
  definition: {
    code: 'job-retry',
    title: { vi: 'Chạy lại việc', en: 'Run a job again' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [id],
  },
  async run(ctx, _id, { id: job }) {
    const isDone = /^\d{1,15}$/.test(job) && (await ctx.engines.jobs.retry(Number(job)));
    if (!isDone) throw errors.jobNotWaiting({ at: 'id' });
    await ctx.engines.note([`job/${job}`]);
  },
};
