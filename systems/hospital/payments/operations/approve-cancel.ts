import { toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Invoice, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isCancelRequest } from '../rules/cancel-task.ts';
import { putEntry } from './arrival-entries.ts';
import { checkCancellable } from './cancel-receipt.ts';
import { freedMoneyEntries } from './freed-money-entries.ts';

/** POST Task/{id}/$approve-cancel: the second person cancels the receipt; what it had paid is due again, and money at the bank waits again. */
export const approveCancel: Operation<void, Invoice> = {
  definition: {
    code: 'approve-cancel',
    title: { vi: 'Duyệt hủy phiếu thu', en: 'Approve cancelling a receipt' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' }],
    allow: ['cashier'],
  },
  async run(ctx, id) {
    const task = await ctx.store.read('Task', id);
    if (!isCancelRequest(task)) throw errors.notACancelRequest({ at: 'Task.status', detail: task.status });
    if (task.requester?.reference === ctx.actor.reference) throw errors.samePerson({ at: 'Task.requester' });
    const receipt = await ctx.store.follow('Invoice', task.focus);
    await checkCancellable(ctx, receipt);
    const cancelled: Invoice = {
      ...receipt,
      status: 'cancelled',
      cancelledReason: task.reasonCode?.text ?? task.description ?? '',
      participant: [...(receipt.participant ?? []), { role: { text: 'Người duyệt hủy' }, actor: ctx.actor }],
    };
    const done: Task = { ...task, status: 'completed', owner: ctx.actor, lastModified: toVnIso(ctx.now()) };
    const [written] = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [putEntry(cancelled), putEntry(done), ...(await freedMoneyEntries(ctx, receipt))],
    });
    return written?.resourceType === 'Invoice' ? written : cancelled;
  },
};
