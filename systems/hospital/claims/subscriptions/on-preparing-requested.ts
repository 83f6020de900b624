import { addDays, vnDayOf } from '@lienmach/core';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Encounter, Task } from 'fhir/r4';
import { type Followed, followVisit } from '../operations/follow-visit.ts';
import {
  afterPage,
  type BatchCounts,
  type BatchPage,
  type BatchPart,
  type BatchState,
  batchState,
  type FailedVisit,
  isBatch,
  isRunning,
} from '../rules/claim-batch.ts';
import { ownFaultOf } from '../rules/own-fault.ts';
import { hasEnded } from '../rules/preparation.ts';

/** Visits of one job: about a second, so that other reactions get their turn between two pages. */
const PAGES: Readonly<Record<BatchPart, number>> = { across: 60, within: 20 };
const AT_ONCE = 4;

/**
 * Who was there when the month began, and who came and went in it. One condition on the time of a visit, in its own order,
 * is read along the index, however many visits there are; more conditions are for the few hundred who stayed over.
 */
const searches: Readonly<Record<BatchPart, (month: string) => string>> = {
  across: (month) => `date=gt${addDays(`${month}-01`, -1)}&date=lt${month}-01`,
  within: (month) => `date=${month}&_sort=date`,
};

const hasEndedIn = (encounter: Encounter, month: string): boolean =>
  hasEnded(encounter) && vnDayOf(encounter.period?.end ?? '').startsWith(month);

/** Why the claim of a visit cannot be built; what may pass is thrown, and the page done again. */
async function failureOf(thrown: unknown, encounter: string): Promise<FailedVisit> {
  const fault = ownFaultOf(thrown);
  if (fault === undefined) throw thrown;
  return { encounter, code: fault.code ?? String(fault.status) };
}

async function followAll(ctx: Context, visits: readonly Encounter[]): Promise<Omit<BatchPage, 'next'>> {
  const ends: (Followed | FailedVisit)[] = [];
  for (let at = 0; at < visits.length; at += AT_ONCE)
    ends.push(
      ...(await Promise.all(
        visits
          .slice(at, at + AT_ONCE)
          .map(({ id = '' }) => followVisit(ctx, id).catch((thrown) => failureOf(thrown, id))),
      )),
    );
  const failed = ends.filter((end) => typeof end === 'object');
  const count = (...wanted: Followed[]): number => ends.filter((end) => wanted.some((one) => one === end)).length;
  const counts: BatchCounts = {
    written: count('written', 'withdrawn'),
    same: count('same'),
    left: count('left'),
    none: count('none'),
    failed: failed.length,
  };
  return { counts, failed };
}

async function pageOf(ctx: Context, { month, part, cursor }: BatchState): Promise<BatchPage> {
  const query = `${searches[part](month)}&_count=${PAGES[part]}`;
  const { items, next } = await ctx.store.page('Encounter', query, cursor);
  const page = await followAll(
    ctx,
    items.filter((encounter) => hasEndedIn(encounter, month)),
  );
  return { ...page, ...(next === undefined ? {} : { next }) };
}

/**
 * One page of the month, then the Task moves on, which asks for the next page. A process that dies between the two does the
 * page again and finds everything as it should be. Whoever sets the Task to cancelled ends it.
 */
export const onPreparingRequested: Subscription<'Task'> = {
  id: 'on-preparing-requested',
  on: 'Task',
  when: (task) => isBatch(task) && isRunning(task),
  actAs: ['claims-clerk'],
  async react(ctx, told) {
    const task: Task = await ctx.store.read('Task', told.id ?? '');
    // told of an older version: the newer one has its own turn
    if (task.meta?.versionId !== told.meta?.versionId) return;
    const page = await pageOf(ctx, batchState(task));
    await ctx.store.update(afterPage(task, page, ctx.now()));
  },
};
