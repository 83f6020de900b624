import { createHash } from 'node:crypto';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { settleSending } from '../operations/settle-sending.ts';
import { trySending } from '../operations/try-sending.ts';
import { isOpenSending, isSending, readSending, type Sending, troubledSending } from '../rules/claim-sending.ts';
import { SENDING_LANE, sendingLine } from '../rules/gateway-lane.ts';
import { isTired, MOST_SENDING_ATTEMPTS, type SendingEnd } from '../rules/sending-end.ts';

/** The bytes that were stored before the first attempt, and no others. @throws claims.envelopeChanged */
async function storedBytes(ctx: Context, { envelope, sha256 }: Sending): Promise<string> {
  const { data = '' } = await ctx.store.follow('Binary', { reference: envelope });
  const digest = createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');
  if (digest !== sha256) throw errors.envelopeChanged({ at: 'Task.input' });
  return data;
}

/** Written when it is new, and then ever more rarely: a gateway that is away all night fills no history. */
const isWorthNoting = (attempt: number): boolean => (attempt & (attempt - 1)) === 0;

async function wait(
  ctx: Context,
  task: Task,
  { trouble, detail }: Extract<SendingEnd, { kind: 'later' }>,
  attempt: number,
): Promise<void> {
  const isOver = isTired(trouble, attempt);
  if (isOver || isWorthNoting(attempt)) {
    await ctx.store.update(troubledSending(task, { trouble, detail, attempt, isOver, at: ctx.now() }));
  }
  // parked where a person sees it; else the queue comes back, later each time
  if (!isOver) throw errors.gatewayLater({ detail: trouble });
}

/**
 * Sends what was ordered, and sends the same bytes again after any doubt. The gateway files by MA_LK, and a file that comes
 * twice replaces itself: what counts is that none is lost and that the receipt is the gateway's.
 */
export const onClaimSending: Subscription<'Task'> = {
  id: 'on-claim-sending',
  on: 'Task',
  when: (task) => isSending(task) && task.status === 'requested',
  key: ({ focus }) => sendingLine(focus?.reference),
  lane: SENDING_LANE,
  attempts: MOST_SENDING_ATTEMPTS,
  actAs: ['claims-clerk'],

  async react(ctx, { id = '' }, attempt) {
    const task = await ctx.store.read('Task', id);
    const sending = readSending(task);
    if (sending === undefined || !isOpenSending(task)) return;
    const { path, facility } = sending;
    const base64 = await storedBytes(ctx, sending);
    const end = await trySending(ctx, {
      path,
      kind: sending.kind === 'check-in' ? '0' : '130',
      province: facility.slice(0, 2),
      facility,
      base64,
    });
    if (end.kind === 'later') await wait(ctx, task, end, attempt);
    else await settleSending(ctx, id, sending, end);
  },
};
