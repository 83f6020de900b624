import { codeSystems } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Claim, Task } from 'fhir/r4';
import { orderSending } from '../operations/order-sending.ts';
import { SENDING_LANE, sendingLine } from '../rules/gateway-lane.ts';
import { afterSendingPage, isOpenSendingBatch, type LeftClaim, monthOfBatch } from '../rules/sending-batch.ts';
import { boardTag, withState } from '../rules/stored-claim.ts';

/** Claims of one turn; between two turns what was put in line goes out. */
const PAGE = 20;

/** A refusal of ours or of the record; undefined: something that may pass, and has to be tried again. */
const refusalOf = (thrown: unknown): string | undefined =>
  isFhirError(thrown) && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 412 && thrown.status !== 409
    ? (thrown.outcome.issue[0]?.details?.text ?? thrown.message)
    : undefined;

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
    const why = refusalOf(thrown);
    if (why === undefined) throw thrown;
    await ctx.store.update(withState(claim, 'ready'));
    return { claim: `Claim/${claim.id}`, why };
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
