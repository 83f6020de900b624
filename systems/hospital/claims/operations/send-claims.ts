import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isMonth } from '../rules/claim-batch.ts';
import { batchKey, newSendingBatch } from '../rules/sending-batch.ts';
import { gatewayOf } from './ask-gateway.ts';

/** POST Claim/$send-claims {month}: every locked claim of a month goes out, page by page; the answer is the order that counts. */
export const sendClaims: Operation<{ readonly month: string; readonly reason?: string }, Task> = {
  definition: {
    code: 'send-claims',
    title: { vi: 'Gửi hồ sơ BHYT cả tháng', en: 'Send the claims of a month' },
    resource: ['Claim'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'reason', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { month, reason }) {
    gatewayOf(ctx);
    if (!isMonth(month)) throw errors.badMonth({ at: 'month', value: month.slice(0, 20) });
    return ctx.store.createIfNone(batchKey(month), newSendingBatch(month, { by: ctx.actor, at: ctx.now(), reason }));
  },
};
