import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { orderSending } from './order-sending.ts';

/** POST Claim/{id}/$send-claim: the envelope is stored and signed, and goes to the gateway behind; the answer is the order. */
export const sendClaim: Operation<{ readonly reason?: string }, Task> = {
  definition: {
    code: 'send-claim',
    title: { vi: 'Gửi hồ sơ BHYT', en: 'Send a health-insurance claim' },
    resource: ['Claim'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['claims-clerk'],
  },
  run: async (ctx, id, { reason }) => orderSending(ctx, await ctx.store.read('Claim', id), reason),
};
