import { staffRoles, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isPrintJob } from '../rules/print-job.ts';

export interface PrintDoneInput {
  readonly outcome: string;
  readonly printer?: string;
  readonly reason?: string;
}

const states: Readonly<Record<string, Task['status']>> = { printed: 'completed', failed: 'failed' };

/** POST Task/{id}/$print-done: whether the paper came out; what failed stays in the list of reprints with its reason. */
export const printDone: Operation<PrintDoneInput, Task> = {
  definition: {
    code: 'print-done',
    title: { vi: 'Ghi kết quả in', en: 'Tell how a print ended' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'outcome', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'printer', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'reason', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: staffRoles.filter((role) => role !== 'administrator'),
  },
  async run(ctx, id, { outcome, printer, reason }) {
    const status = states[outcome];
    if (status === undefined) throw errors.unknownOutcome({ at: 'outcome' });
    const why = reason?.trim() ?? '';
    if (status === 'failed' && why === '') throw errors.reasonRequired({ at: 'reason' });
    const job = await ctx.store.read('Task', id);
    if (!isPrintJob(job)) throw errors.notAPrint({ at: 'Task.code' });
    const { statusReason: _, ...kept } = job;
    return ctx.store.update<Task>({
      ...kept,
      status,
      lastModified: toVnIso(ctx.now()),
      ...(status === 'failed' ? { statusReason: { text: why.slice(0, 300) } } : {}),
      ...(printer === undefined ? {} : { businessStatus: { text: printer.slice(0, 100) } }),
    });
  },
};
