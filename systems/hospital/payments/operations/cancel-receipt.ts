import { parseInstant } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Invoice, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { turnOf } from '../rules/bill.ts';
import { cancelKey, cancelTask } from '../rules/cancel-task.ts';
import { readReason } from '../rules/money-input.ts';
import { kindOf, refundedOf } from '../rules/money-turn.ts';
import { loadBill } from './load-bill.ts';

/** @throws payments.shiftClosed when the drawer that took this money has been counted */
async function checkShift(ctx: Context, receipt: Invoice): Promise<void> {
  const cashier = receipt.participant?.[0]?.actor.reference;
  const taken = parseInstant(receipt.date ?? '');
  if (cashier === undefined) return;
  const query = new URLSearchParams({
    requestor: cashier,
    outcome: 'complete',
    created: `le${taken.toISOString()}`,
    _sort: '-created',
  });
  const shift = await ctx.store.find('PaymentReconciliation', query.toString());
  const end = shift?.period?.end;
  if (end !== undefined && parseInstant(end) >= taken) throw errors.shiftClosed({ at: 'Invoice.date' });
}

/** A receipt that stands, whose money is still where it was put. */
export async function checkCancellable(ctx: Context, receipt: Invoice): Promise<void> {
  const turn = turnOf(receipt);
  if (receipt.status !== 'balanced' || turn === undefined || kindOf(receipt) === 'refund') {
    throw errors.notAReceipt({ at: 'Invoice.status', detail: receipt.status });
  }
  const { bill } = await loadBill(ctx, turn.encounterId);
  if (bill.receipts.some((other) => refundedOf(other) === `Invoice/${receipt.id}`)) {
    throw errors.hasRefund({ at: 'Invoice' });
  }
  await checkShift(ctx, receipt);
}

/** POST Invoice/{id}/$cancel-receipt: asks a second person to cancel a receipt; nothing changes until they agree. */
export const cancelReceipt: Operation<{ readonly reason: string }, Task> = {
  definition: {
    code: 'cancel-receipt',
    title: { vi: 'Yêu cầu hủy phiếu thu', en: 'Ask to cancel a receipt' },
    resource: ['Invoice'],
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
    const receipt = await ctx.store.read('Invoice', id);
    await checkCancellable(ctx, receipt);
    const task = await ctx.store.createIfNone(cancelKey(id), cancelTask(receipt, ctx.actor, reason, ctx.now()));
    const isOurs = task.requester?.reference === ctx.actor.reference && task.reasonCode?.text === reason;
    if (!isOurs) throw errors.cancelAsked({ at: 'Invoice' });
    return task;
  },
};
