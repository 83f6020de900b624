import { codeSystems } from '@lienmach/core';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Claim, Task } from 'fhir/r4';
import { followVisit } from '../operations/follow-visit.ts';
import { orderSending } from '../operations/order-sending.ts';
import { visitOfClaim } from '../operations/sendable-envelope.ts';
import { SENDING_LANE, sendingLine } from '../rules/gateway-lane.ts';
import { ownFaultOf } from '../rules/own-fault.ts';
import { afterSendingPage, isOpenSendingBatch, type LeftClaim, monthOfBatch } from '../rules/sending-batch.ts';
import { boardTag, withState } from '../rules/stored-claim.ts';

/** Claims of one turn; between two turns what was put in line goes out. */
const PAGE = 20;

/** What changed while it was locked shows once it is open; what cannot be built now waits for a person as it stands. */
async function followOpened(ctx: Context, claim: Claim): Promise<void> {
  try {
    await followVisit(ctx, visitOfClaim(claim));
  } catch (thrown) {
    if (ownFaultOf(thrown) === undefined) throw thrown;
  }
}

/** Orders the sending of one claim, or opens it again with the reason. @returns why it was left */
async function orderOrOpen(
  ctx: Context,
  claim: Claim,
  { reasonCode, requester }: Task,
): Promise<LeftClaim | undefined> {
  try {
    await orderSending(ctx, claim, reasonCode?.text, requester);
    return undefined;
  } catch (thrown) {
    const fault = ownFaultOf(thrown);
    if (fault === undefined) throw thrown;
    await ctx.store.update(withState(claim, 'ready'));
    await followOpened(ctx, claim);
    return { claim: `Claim/${claim.id}`, why: fault.outcome.issue[0]?.details?.text ?? fault.message };
  }
}

/**
 * A page of the month's locked claims is put in line, then the batch stands behind them and goes on. What it has done is
 * where the claims stand: killed in between, it finds those that are still locked.
 */
export const onClaimBatch: Subscription<'Task'> = {
  id: 'on-claim-batch',
  on: 'Task',
  when: isOpenSendingBatch,
  key: ({ id }) => sendingLine(`Task/${id}`),
  lane: SENDING_LANE,
  actAs: ['claims-clerk'],

  async react(ctx, { id = '' }) {
    const task = await ctx.store.read('Task', id);
    const month = monthOfBatch(task);
    if (!isOpenSendingBatch(task) || month === undefined) return;
    const { code } = boardTag(month, 'locked');
    const { items, next } = await ctx.store.page('Claim', `_tag=${codeSystems.claimBoard}|${code}&_count=${PAGE}`);
    const left: LeftClaim[] = [];
    for (const claim of items) {
      const one = await orderOrOpen(ctx, claim, task);
      if (one !== undefined) left.push(one);
    }
    const page = { queued: items.length - left.length, left };
    await ctx.store.update(afterSendingPage(task, page, next === undefined, ctx.now()));
  },
};
