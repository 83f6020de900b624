import { toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { parameterAt, readReason, wholeDong } from '../rules/money-input.ts';
import { isParkedTransfer } from '../rules/parked-transfer.ts';
import { loadBill } from './load-bill.ts';
import { earlierTurn, writeTurn } from './write-turn.ts';

interface SettleInput {
  /** the visit the money belongs to; absent: it goes back outside this program */
  readonly encounter?: Reference;
  readonly reason: string;
}

/**
 * POST Task/{id}/$settle-transfer: a person says whose the money is, or that it goes back. For a visit it becomes a paper of
 * its own and counts as paid; what is then too much is given back as any other refund.
 */
export const settleTransfer: Operation<SettleInput, Task> = {
  definition: {
    code: 'settle-transfer',
    title: { vi: 'Xử lý tiền chuyển khoản chưa khớp', en: 'Settle an unmatched transfer' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'encounter', use: 'in', min: 0, max: '1', type: 'Reference' },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, { encounter, reason }) {
    const said = readReason(reason);
    const task = await ctx.store.read('Task', id);
    if (!isParkedTransfer(task)) throw errors.notAParkedTransfer({ at: 'Task.status', detail: task.status });
    if (encounter !== undefined) {
      const visit = /^Encounter\/(.+)$/.exec(encounter.reference ?? '')?.[1];
      if (visit === undefined) throw errors.unknownVisit({ at: parameterAt('encounter') });
      const notice = await ctx.store.follow('PaymentNotice', task.focus);
      const dong = wholeDong(notice.amount);
      const key = `tien-ve-${notice.id}`;
      const loaded = await loadBill(ctx, visit);
      if (earlierTurn(loaded.bill.receipts, key, dong) === undefined) {
        await writeTurn(ctx, visit, loaded, { kind: 'deposit', dong, method: 'transfer', key, reason: said });
      }
    }
    return ctx.store.update<Task>({
      ...task,
      status: 'completed',
      statusReason: { text: said },
      owner: ctx.actor,
      lastModified: toVnIso(ctx.now()),
      ...(encounter === undefined ? {} : { encounter: { reference: encounter.reference ?? '' } }),
    });
  },
};
