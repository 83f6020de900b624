import { toVnDay } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Claim, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { isSending, readSending } from '../rules/claim-sending.ts';
import { stateOf, withState } from '../rules/stored-claim.ts';
import { withdrawnFile } from '../rules/withdrawn-file.ts';
import { gatewayOf } from './ask-gateway.ts';
import { wasTaken } from './order-sending.ts';
import { queueSending } from './queue-sending.ts';

/** The last file that the gateway took. @throws claims.nothingSent */
async function lastSent(ctx: Context, { id }: Claim): Promise<{ xml: string; facility: string }> {
  const orders = await ctx.store.search('Task', `focus=Claim/${id}&status=completed&_sort=-authored-on`, 200);
  const sending = orders.filter(isSending).flatMap((task) => readSending(task) ?? [])[0];
  if (sending === undefined) throw errors.nothingSent({ at: 'Claim' });
  const { data = '' } = await ctx.store.follow('Binary', { reference: sending.envelope });
  const { claims, facility } = readEnvelope(Buffer.from(data, 'base64'));
  const made = toVnDay(ctx.now()).replaceAll('-', '');
  return { facility, xml: writeEnvelope({ facility, made, claims: claims.map(withdrawnFile) }) };
}

/**
 * POST Claim/{id}/$withdraw-claim: a claim that never reached the insurer is set aside; of one that did, a file under the same
 * MA_LK goes out that takes it back.
 */
export const withdrawClaim: Operation<{ readonly reason: string }, { claim?: Claim; task?: Task }> = {
  definition: {
    code: 'withdraw-claim',
    title: { vi: 'Thu hồi hồ sơ BHYT', en: 'Withdraw a health-insurance claim' },
    resource: ['Claim'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'claim', use: 'out', min: 0, max: '1', type: 'Claim' },
      { name: 'task', use: 'out', min: 0, max: '1', type: 'Task' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, id, { reason }) {
    const said = reason.trim();
    if (said === '') throw errors.sendingReasonNeeded({ at: 'reason' });
    const claim = await ctx.store.read('Claim', id);
    const state = stateOf(claim);
    if (state === undefined || state === 'queued' || state === 'withdrawn')
      throw errors.notWithdrawable({ at: 'Claim.meta.tag', detail: state });
    if (!(await wasTaken(ctx, claim))) {
      return { claim: await ctx.store.update(withState(claim, 'withdrawn')) };
    }
    gatewayOf(ctx);
    const sent = await lastSent(ctx, claim);
    return { task: await queueSending(ctx, { claim, kind: 'withdrawal', ...sent, reason: said }) };
  },
};
