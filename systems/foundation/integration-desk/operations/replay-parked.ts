import { toVnIso } from '@lienmach/core';
import { isFhirError, plainReason } from '@lienmach/outcome';
import type { Context, Engines, Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { progressOf, replayedPage, replayOrder } from '../rules/replay-order.ts';
import { integrators, out, take } from './desk-parameters.ts';

interface Ordered {
  readonly task: string;
  readonly asked: number;
}

/** Orders that everything which waits for one reason now is handled again, in the background. */
export async function orderReplay(ctx: Context, key: string): Promise<Ordered> {
  const group = (await ctx.engines.messages.groups()).find((one) => one.key === key);
  if (group === undefined) throw errors.nothingWaits({ at: 'group' });
  const { count: asked, example: until } = group;
  const title = `${group.channel}: ${plainReason(group.reason).text}`.slice(0, 300);
  const progress = { group: key, title, asked, done: 0, applied: 0, last: '0', until };
  const task = await ctx.store.create<Task>(replayOrder(progress, ctx.actor, toVnIso(ctx.now())));
  await ctx.engines.note([`Task/${task.id}`], `replay ${asked}`);
  return { task: task.id ?? '', asked };
}

/** POST $replay-parked: everything that waits for one reason is handled again, as a job: a page at a time, beside the work. */
export const replayParked: Operation<{ readonly group: string }, Ordered> = {
  definition: {
    code: 'replay-parked',
    title: { vi: 'Phát lại cả nhóm', en: 'Replay a group' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [take('group', 1), out('task', 'string'), out('asked', 'integer')],
  },
  run: (ctx, _id, { group }) => orderReplay(ctx, group),
};

/** messages in one turn: other reactions and the people at their desks come in between */
const PAGE = 25;

/** Somebody may have decided about it in between, or be at it: then there is nothing to do. */
async function again({ messages }: Engines, id: string): Promise<boolean> {
  try {
    return (await messages.replay(id)) === 'applied';
  } catch (thrown) {
    if (isFhirError(thrown) && ['exchange.notParked', 'exchange.underWay'].includes(thrown.code ?? '')) return false;
    throw thrown;
  }
}

/** POST Task/{id}/$replay-page: one more page of a bulk replay; only the reaction to its Task presses it. */
export const replayPage: Operation<void, void> = {
  definition: {
    code: 'replay-page',
    title: { vi: 'Phát lại một trang', en: 'Replay a page' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    allow: ['integration-desk'],
    usesEngines: true,
    parameter: [],
  },
  async run(ctx, id) {
    const task = await ctx.store.read('Task', id);
    const progress = progressOf(task);
    if (progress === undefined || (task.status !== 'requested' && task.status !== 'in-progress')) return;
    const { engines } = ctx;
    const found = await engines.messages.inGroup(progress.group, progress.last, PAGE);
    const page = found.filter((message) => BigInt(message) <= BigInt(progress.until));
    let applied = 0;
    for (const message of page) if (await again(engines, message)) applied += 1;
    const next = {
      ...progress,
      done: progress.done + page.length,
      applied: progress.applied + applied,
      last: page.at(-1) ?? progress.last,
    };
    if (page.length > 0)
      await engines.note(
        page.map((message) => `message/${message}`),
        `replayed, ${applied} applied`,
      );
    await ctx.store.update(replayedPage(task, next, page.length < PAGE));
  },
};
