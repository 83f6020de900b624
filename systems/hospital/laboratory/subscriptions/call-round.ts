import { codeSystems, parseInstant, toVnIso, vnDayOf } from '@lienmach/core';
import type { Context, Round } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { loadLadders } from '../operations/load-ladders.ts';
import { type CallLadder, handedOn, ladderOn, placeAfter, placeOf } from '../rules/call-ladder.ts';
import { CRITICAL_CALL } from '../rules/call-task.ts';

const KIND = `${codeSystems.taskKind}|${CRITICAL_CALL}`;
const PAGE = '200';

async function handOn(ctx: Context, ladders: readonly CallLadder[], task: Task): Promise<void> {
  const { authoredOn } = task;
  if (authoredOn === undefined) return;
  const isWard = ladders.some(({ location }) => location !== undefined) && task.encounter !== undefined;
  // a visit that cannot be read is no reason to call nobody: the ladder of the house then
  const visit = isWard ? await ctx.store.follow('Encounter', task.encounter).catch(() => undefined) : undefined;
  const ladder = ladderOn(ladders, vnDayOf(authoredOn), visit?.location?.at(-1)?.location.reference);
  if (ladder === undefined) return;
  const minutes = (ctx.now().getTime() - parseInstant(authoredOn).getTime()) / 60_000;
  const [place, before] = [placeAfter(ladder, minutes), placeOf(task)];
  if (place === undefined) return;
  if (place.step === before?.step && place.turn === before.turn) return;
  await ctx.store.update(handedOn(task, ladder, place, toVnIso(ctx.now())));
}

/** each call by itself: one that cannot be written does not stop those behind it; what went wrong first is told at the end */
async function handOnAll(ctx: Context, ladders: readonly CallLadder[]): Promise<void> {
  const query = new URLSearchParams({
    code: KIND,
    status: 'requested',
    _sort: '-authored-on',
    _count: PAGE,
  }).toString();
  const failures: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await ctx.store.page('Task', query, cursor);
    for (const task of items) await handOn(ctx, ladders, task).catch((failure: unknown) => failures.push(failure));
    cursor = next;
  } while (cursor !== undefined);
  if (failures.length > 0) throw failures[0];
}

/**
 * A critical value that nobody has read back goes to the next one of the house's ladder, to the last one as often as it says, and is overdue then.
 * Where no ladder is declared the bench alone says whose turn it is.
 */
export const callRound: Round = {
  id: 'critical-calls',
  everyMinutes: 1,
  actAs: ['integration'],
  async run(ctx) {
    const ladders = (await loadLadders(ctx)).map(({ ladder }) => ladder);
    if (ladders.length === 0) return;
    await handOnAll(ctx, ladders);
  },
};
