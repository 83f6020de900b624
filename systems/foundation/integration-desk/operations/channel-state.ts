import { channelOfEndpoint, toVnDay } from '@lienmach/core';
import type { Channel } from '@lienmach/exchange';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import {
  type ChannelGround,
  type ChannelLine,
  type ChannelTrouble,
  channelLine,
  definitionIn,
  siteLine,
} from './channel-line.ts';
import { list, out, outs } from './desk-parameters.ts';
import { dayStart, ZONE } from './partner-statistics.ts';

const DEFAULT_WINDOW = 60;
const DAY = 86_400_000;

type GroundOf = (id: string, channel: Channel | undefined) => Promise<ChannelGround>;

/** the newest that stopped, by channel: what waits for a person, and what could not leave */
async function troubles({ engines }: Context): Promise<ReadonlyMap<string, ChannelTrouble>> {
  const [groups, outgoing] = await Promise.all([engines.messages.groups(), engines.messages.outgoing(200)]);
  const all = [
    ...groups.map(({ channel, last: at, reason }) => ({ channel, at, reason })),
    ...outgoing.map(({ channel, queued: at, reason }) => ({ channel, at, reason })),
  ];
  return new Map(
    all.sort((one, other) => one.at.getTime() - other.at.getTime()).map((trouble) => [trouble.channel, trouble]),
  );
}

async function groundsOf(ctx: Context): Promise<GroundOf> {
  const { channels, messages } = ctx.engines;
  const start = dayStart(toVnDay(ctx.now()));
  const [trouble, days] = await Promise.all([
    troubles(ctx),
    messages.days(start, new Date(start.getTime() + DAY), ZONE),
  ]);
  const runs = new Map(channels.runs().map((run) => [run.id, run]));
  const today = new Map(days.map((day) => [day.channel, day]));
  return async (id, channel) => {
    const { withinMinutes = DEFAULT_WINDOW } = channel?.definition.alert ?? {};
    const since = new Date(ctx.now().getTime() - withinMinutes * 60_000);
    return {
      run: runs.get(id),
      figures: await channels.figures(id, since),
      today: today.get(id),
      trouble: trouble.get(id),
      papers: channel === undefined ? [] : channels.papers(channel),
    };
  };
}

function channelIn(endpoint: Endpoint): Channel | undefined {
  const record = channelOfEndpoint(endpoint);
  const definition = record && definitionIn(record);
  return definition && { id: record.id, name: record.name, status: record.status, definition };
}

async function read(ctx: Context): Promise<ChannelLine[]> {
  const [endpoints, ground] = await Promise.all([ctx.store.search('Endpoint', '_sort=_id', 1000), groundsOf(ctx)]);
  const lines: ChannelLine[] = [];
  for (const endpoint of endpoints) {
    const own = await ground(endpoint.id ?? '', channelIn(endpoint));
    const line = channelLine(endpoint, own, ctx.now());
    if (line !== undefined) lines.push(line);
  }
  const known = new Set(lines.map(({ channel }) => channel));
  for (const { id, host, port } of ctx.site.partners)
    if (!known.has(id)) lines.push(siteLine(id, `mllp://${host}:${port}`, await ground(id, undefined)));
  return lines;
}

const many = (name: string, type: string): OperationParameter => ({ name, use: 'out', min: 0, max: '*', type });

/** GET Endpoint/$channel-state: how every channel does, and what a person has to look at. */
export const channelState: Operation<void, { readonly channel: readonly ChannelLine[] }> = {
  definition: {
    code: 'channel-state',
    title: { vi: 'Tình trạng các kênh', en: 'How channels do' },
    resource: ['Endpoint'],
    level: 'type',
    affectsState: false,
    allow: ['integrator', 'administrator'],
    readsAs: ['integrator'],
    usesEngines: true,
    parameter: [
      list('channel', [
        ...outs(['channel', 'name'], 'string'),
        ...outs(['status', 'state'], 'code'),
        ...outs(['version', 'partner', 'address', 'reason', 'lastError'], 'string', 0),
        ...outs(['direction', 'transport', 'codec'], 'code', 0),
        out('isOfSite', 'boolean', 0),
        ...outs(['parked', 'waiting', 'count'], 'integer'),
        ...outs(['port', 'inHand', 'mostInHand', 'perMinute'], 'integer', 0),
        ...outs(['median', 'p95'], 'decimal', 0),
        ...outs(['lastReceived', 'lastSent', 'waitingSince', 'lastErrorAt'], 'instant', 0),
        many('alert', 'code'),
        list('paper', [...outs(['at', 'name'], 'string'), out('isThere', 'boolean'), out('until', 'instant', 0)]),
      ]),
    ],
  },
  run: async (ctx) => ({ channel: await read(ctx) }),
};
