import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, Claim, FhirResource, Task } from 'fhir/r4';
import { receiptResource } from '../exchange/gateway-receipt.ts';
import { endedSending, isOpenSending, type Sending } from '../rules/claim-sending.ts';
import type { SendingEnd } from '../rules/sending-end.ts';
import { type ClaimState, stateOf, withState } from '../rules/stored-claim.ts';

type Ended = Exclude<SendingEnd, { kind: 'later' }>;

const RECEIPT = 'urn:uuid:6a4c1c0e-6f0f-4d0e-9d52-51a3f6f3a301';
/** the claim may be written by somebody else at the same moment; the word of the gateway is not asked for again for that */
const TRIES = 5;

const put = (resource: Claim | Task): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});

/** Where the claim stands after the word of the gateway. A withdrawal that is refused leaves the claim with the insurer. */
function nextState({ kind }: Sending, end: Ended): ClaimState {
  if (kind === 'withdrawal') return end.kind === 'taken' ? 'withdrawn' : 'sent';
  return end.kind === 'taken' ? 'sent' : 'refused';
}

async function settleOnce(ctx: Context, id: string, sending: Sending, end: Ended): Promise<void> {
  const task = await ctx.store.read('Task', id);
  if (!isOpenSending(task)) return;
  if (sending.kind === 'check-in') {
    await ctx.store.update(endedSending(task, end, { kind: sending.kind, at: ctx.now() }));
    return;
  }
  const claim = await ctx.store.follow('Claim', task.focus);
  const at = ctx.now();
  const receipt: FhirResource = receiptResource(claim, sending, end, at);
  const isWaiting = stateOf(claim) === 'queued';
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: RECEIPT, resource: receipt, request: { method: 'POST', url: 'ClaimResponse' } },
      put(endedSending(task, end, { kind: sending.kind, response: RECEIPT, at })),
      ...(isWaiting ? [put(withState(claim, nextState(sending, end)))] : []),
    ],
  });
}

/** Receipt, claim and order in one transaction: a crash before it means that the same bytes are sent again, nothing else. */
export async function settleSending(ctx: Context, id: string, sending: Sending, end: Ended): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await settleOnce(ctx, id, sending, end);
    } catch (thrown) {
      if (attempt === TRIES || !isFhirError(thrown) || thrown.code !== 'store.versionConflict') throw thrown;
    }
  }
}
