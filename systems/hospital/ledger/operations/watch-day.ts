import type { Context } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { moneyCode, moneyTask, moneyTaskDay, moneyTaskKey, settledMoneyTask } from '../rules/money-task.ts';
import { checkPeriod } from './check-period.ts';

/**
 * The money of one day beside itself: what does not fit becomes one task of that day, and a task of a day that fits again is
 * done. Asked twice it changes nothing.
 *
 * @returns how many equations do not hold
 */
export async function watchDay(ctx: Context, day: string): Promise<number> {
  const { tally } = await checkPeriod(ctx, { period: { from: day, to: day }, withEnvelopes: false });
  const identities = tally.identities();
  const broken = identities.filter(({ holds }) => !holds).length;
  const key = moneyTaskKey(day);
  const known = await ctx.store.find(
    'Task',
    new URLSearchParams({ identifier: `${key.system}|${key.value}` }).toString(),
  );
  if (broken > 0) {
    const task: Task = moneyTask(day, identities, ctx.now(), known);
    const isSame = known?.status === task.status && known.description === task.description;
    if (known === undefined) await ctx.store.createIfNone(key, task);
    else if (!isSame) await ctx.store.update(task);
  } else if (known !== undefined && known.status === 'requested') {
    await ctx.store.update(settledMoneyTask(known, ctx.now()));
  }
  return broken;
}

/** days that are looked at again; older ones wait for a person, who asks for the check */
const MOST_DAYS = 7;

/** Days that did not fit when they were last looked at, the latest first. */
export async function openMoneyDays(ctx: Context): Promise<string[]> {
  const query = new URLSearchParams({
    code: moneyCode,
    status: 'requested',
    _sort: '-authored-on',
    _count: String(MOST_DAYS),
  });
  const { items } = await ctx.store.page('Task', query.toString());
  return items.flatMap((task) => moneyTaskDay(task) ?? []);
}
