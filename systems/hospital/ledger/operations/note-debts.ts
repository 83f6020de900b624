import type { Context } from '@lienmach/system-kit';
import type { Encounter } from 'fhir/r4';
import { debtKey, debtTask, followedDebt } from '../rules/debt-task.ts';
import { endedOn } from './day-sections.ts';
import { type OwedVisit, owedVisits } from './owed-visits.ts';

/** The task of one visit as its debt stands now; a visit that owes nothing and has none gets none. */
async function follow(ctx: Context, { visit, encounter, owed }: OwedVisit): Promise<void> {
  const key = debtKey(visit.id);
  const query = new URLSearchParams({ identifier: `${key.system}|${key.value}` });
  const known = await ctx.store.find('Task', query.toString());
  if (known === undefined) {
    const since = encounter.period?.end ?? ctx.now().toISOString();
    if (owed > 0n) await ctx.store.createIfNone(key, debtTask(visit, owed, since, ctx.now()));
    return;
  }
  const next = followedDebt(known, owed, ctx.now());
  if (next !== undefined) await ctx.store.update(next);
}

/** Who left on this day and still owes: one task each, a page of visits at a time. */
export async function noteDebts(ctx: Context, day: string): Promise<void> {
  for (let cursor: string | undefined, isOver = false; !isOver; ) {
    const { items, next } = await ctx.store.page('Encounter', endedOn(day), cursor);
    for (const one of await owedVisits(ctx.store, items)) if (one.owed > 0n) await follow(ctx, one);
    cursor = next;
    isOver = next === undefined;
  }
}

/** A paper of the counter was written or cancelled: a debt that is known, or that is there again, follows. */
export async function followDebt(ctx: Context, visitId: string): Promise<void> {
  const [encounter]: Encounter[] = await ctx.store.search(
    'Encounter',
    new URLSearchParams({ _id: visitId }).toString(),
  );
  if (encounter?.status !== 'finished') return;
  for (const one of await owedVisits(ctx.store, [encounter])) await follow(ctx, one);
}
