import { identifierSystems, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isCancelRequest } from '../rules/cancel-task.ts';
import { readReason } from '../rules/money-input.ts';

/** POST Task/{id}/$decline-cancel: the receipt stands. The request gives its key back, so that it can be asked again. */
export const declineCancel: Operation<{ readonly reason: string }, Task> = {
  definition: {
    code: 'decline-cancel',
    title: { vi: 'Từ chối hủy phiếu thu', en: 'Decline cancelling a receipt' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, input) {
    const reason = readReason(input.reason);
    const task = await ctx.store.read('Task', id);
    if (!isCancelRequest(task)) throw errors.notACancelRequest({ at: 'Task.status', detail: task.status });
    return ctx.store.update<Task>({
      ...task,
      status: 'rejected',
      statusReason: { text: reason },
      owner: ctx.actor,
      lastModified: toVnIso(ctx.now()),
      identifier: (task.identifier ?? []).map((identifier) =>
        identifier.system === identifierSystems.task
          ? { ...identifier, value: `${identifier.value}.${task.id}` }
          : identifier,
      ),
    });
  },
};
