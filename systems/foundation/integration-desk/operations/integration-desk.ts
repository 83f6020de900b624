import { codeSystems, toVnDay } from '@lienmach/core';
import type { Context, Engines, Operation } from '@lienmach/system-kit';
import { progressOf, REPLAY } from '../rules/replay-order.ts';
import { explained, instant, integrators, list, out, outs, present, why } from './desk-parameters.ts';
import { dayStart, ZONE } from './partner-statistics.ts';

interface Desk {
  readonly channel: readonly object[];
  readonly group: readonly object[];
  readonly outgoing: readonly object[];
  readonly replay: readonly object[];
  readonly received: number;
  readonly count: number;
  readonly p95?: number;
  readonly oldest?: string;
}

/** minutes of one step of the small chart, and how many there are: an hour */
const STEP = 5;
const STEPS = 12;

type Groups = Awaited<ReturnType<Engines['messages']['groups']>>;

/** Every channel that the record, the site file or the traffic of the last hour knows. */
async function channels(ctx: Context, groups: Groups): Promise<object[]> {
  const { messages } = ctx.engines;
  const [endpoints, pulses] = await Promise.all([
    ctx.store.search('Endpoint', '_count=200'),
    messages.pulses(STEP, STEPS),
  ]);
  const names = new Map(ctx.site.partners.map(({ id }) => [id, { name: id, status: 'active', transport: 'mllp' }]));
  for (const { id = '', name = id, status, connectionType } of endpoints)
    names.set(id, { name, status, transport: connectionType.code ?? '' });
  for (const { channel } of [...pulses, ...groups])
    if (!names.has(channel)) names.set(channel, { name: channel, status: 'active', transport: '' });
  const failed = new Set(ctx.engines.channels.runs().flatMap(({ id, state }) => (state === 'failed' ? [id] : [])));
  const links = await messages.links([...names.keys()]);
  return links.map(({ channel, waiting, attempts, waitingSince, lastSent, lastReceived }) => {
    const pulse = pulses.find((one) => one.channel === channel);
    const parked = groups.filter((one) => one.channel === channel).reduce((sum, { count }) => sum + count, 0);
    return {
      id: channel,
      ...(names.get(channel) ?? { name: channel, status: 'active', transport: '' }),
      ...(failed.has(channel) ? { status: 'failed' } : {}),
      step: pulse?.steps ?? [],
      waiting,
      attempts,
      parked,
      ...instant('waitingSince', waitingSince),
      ...instant('lastSent', lastSent),
      ...instant('lastReceived', pulse?.last ?? lastReceived),
    };
  });
}

/** groups as the desk tells them: reasons in words, nothing of a message's content */
export const toldGroups = (groups: Groups): object[] =>
  groups.map(({ key, reason, first, last, unknown, ...group }) => ({
    ...group,
    id: key,
    first: first.toISOString(),
    last: last.toISOString(),
    ...present('code', unknown[0]?.code),
    ...explained(reason),
  }));

async function outgoing({ messages }: Engines): Promise<object[]> {
  return (await messages.outgoing(100)).map(({ queued, due, reason, ...message }) => ({
    ...message,
    queued: queued.toISOString(),
    due: due.toISOString(),
    ...explained(reason),
  }));
}

/** bulk replays of late, the newest first */
async function replays(ctx: Context): Promise<object[]> {
  const { items } = await ctx.store.page('Task', `code=${codeSystems.taskKind}|${REPLAY}&_sort=-_lastUpdated&_count=3`);
  return items.flatMap((task) => {
    const progress = progressOf(task);
    if (progress === undefined) return [];
    const { title, asked, done, applied } = progress;
    return [{ id: task.id ?? '', title, asked, done, applied, state: task.status }];
  });
}

async function today(ctx: Context): Promise<{ readonly count: number; readonly p95?: number }> {
  const start = dayStart(toVnDay(ctx.now()));
  const days = await ctx.engines.messages.days(start, new Date(start.getTime() + 86_400_000), ZONE);
  const slowest = Math.max(0, ...days.map(({ p95 = 0 }) => p95));
  return { count: days.reduce((sum, { count }) => sum + count, 0), ...(slowest === 0 ? {} : { p95: slowest }) };
}

/** GET $integration-desk: channels with their traffic, what waits for a person by reason, what has not left, how the day goes. */
export const deskOverview: Operation<void, Desk> = {
  definition: {
    code: 'integration-desk',
    title: { vi: 'Bàn tích hợp', en: 'Integration desk' },
    level: 'system',
    affectsState: false,
    allow: integrators,
    readsAs: ['integration-desk'],
    usesEngines: true,
    parameter: [
      list('channel', [
        ...outs(['id', 'name', 'transport'], 'string'),
        out('status', 'code'),
        { name: 'step', use: 'out', min: 0, max: '*', type: 'integer' },
        ...outs(['waiting', 'attempts', 'parked'], 'integer'),
        ...outs(['waitingSince', 'lastSent', 'lastReceived'], 'instant', 0),
      ]),
      list('group', [
        ...outs(['id', 'channel', 'example'], 'string'),
        out('code', 'string', 0),
        out('count', 'integer'),
        ...outs(['first', 'last'], 'instant'),
        ...why,
      ]),
      list('outgoing', [
        ...outs(['id', 'channel', 'controlId'], 'string'),
        out('state', 'code'),
        out('attempts', 'integer'),
        ...outs(['queued', 'due'], 'instant'),
        ...why,
      ]),
      list('replay', [
        ...outs(['id', 'title'], 'string'),
        out('state', 'code'),
        ...outs(['asked', 'done', 'applied'], 'integer'),
      ]),
      ...outs(['received', 'count'], 'integer'),
      out('p95', 'decimal', 0),
      out('oldest', 'instant', 0),
    ],
  },
  async run(ctx) {
    const groups = await ctx.engines.messages.groups();
    const [channel, sent, replay, figures, received] = await Promise.all([
      channels(ctx, groups),
      outgoing(ctx.engines),
      replays(ctx),
      today(ctx),
      ctx.engines.messages.count('received'),
    ]);
    const oldest = groups.map(({ first }) => first.toISOString()).sort()[0];
    return {
      channel,
      group: toldGroups(groups),
      outgoing: sent,
      replay,
      received,
      ...figures,
      ...present('oldest', oldest),
    };
  },
};
