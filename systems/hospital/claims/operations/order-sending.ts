import type { Context } from '@lienmach/system-kit';
import type { Claim, Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClaimState, stateOf } from '../rules/stored-claim.ts';
import { gatewayOf } from './ask-gateway.ts';
import { queueSending } from './queue-sending.ts';
import { sendableEnvelope } from './sendable-envelope.ts';

/** From where a claim may go out. */
const sendable: ReadonlySet<ClaimState | undefined> = new Set<ClaimState>(['ready', 'locked', 'refused']);

/** Did the gateway ever take this claim? Then what goes out now replaces it. */
export const wasTaken = async ({ store }: Context, { id }: Claim): Promise<boolean> =>
  (await store.find('ClaimResponse', `request=Claim/${id}&outcome=queued,complete&_count=1`)) !== undefined;

/**
 * Orders the sending of one claim: envelope made, signed and stored, claim `queued`. The reaction sends it.
 *
 * @param by  who wants it sent; absent: who asks
 * @throws claims.noGateway, claims.notSendable, claims.reasonNeeded; what `sendableEnvelope` and `queueSending` throw
 */
export async function orderSending(
  ctx: Context,
  claim: Claim,
  reason: string | undefined,
  by?: Reference,
): Promise<Task> {
  gatewayOf(ctx);
  const state = stateOf(claim);
  if (!sendable.has(state)) throw errors.notSendable({ at: 'Claim.meta.tag', detail: state });
  const isReplacement = await wasTaken(ctx, claim);
  const said = reason?.trim();
  // SEND-03: a changed claim that is sent again needs a reason
  if (isReplacement && (said === undefined || said === '')) throw errors.sendingReasonNeeded({ at: 'reason' });
  const envelope = await sendableEnvelope(ctx, claim);
  return queueSending(ctx, { claim, kind: isReplacement ? 'replacement' : 'claim', ...envelope, reason: said, by });
}
