import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isSending, resumedSending } from '../rules/claim-sending.ts';

/** POST Task/{id}/$resume-sending: a sending that was parked goes on, with the same bytes. */
export const resumeSending: Operation<void, Task> = {
  definition: {
    code: 'resume-sending',
    title: { vi: 'Gửi tiếp hồ sơ đang tạm dừng', en: 'Resume a parked sending' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'Task' }],
    allow: ['claims-clerk'],
  },
  async run(ctx, id) {
    const task = await ctx.store.read('Task', id);
    if (!isSending(task) || task.status !== 'on-hold')
      throw errors.notParked({ at: 'Task.status', detail: task.status });
    return ctx.store.update(resumedSending(task, ctx.now()));
  },
};
