import { type ChannelRecord, channelOfEndpoint } from '@lienmach/core';
import type { ChannelFigures, ChannelRun } from '@lienmach/exchange';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { type ChannelAlert, channelAlerts } from '../rules/channel-alerts.ts';
import { channelOf } from './read-channel.ts';

interface State {
  readonly channel: string;
  readonly name: string;
  readonly status: string;
  /** `open`, `failed`, `off`; `elsewhere`: another process runs it */
  readonly state: string;
  readonly version: string;
  readonly port?: number;
  readonly parked: number;
  readonly waiting: number;
  readonly lastReceived?: string;
  readonly lastSent?: string;
  readonly waitingSince?: string;
  readonly alert: readonly ChannelAlert[];
  /** why it could not be opened */
  readonly reason?: string;
}

const told = (name: string, type: string, min: 0 | 1 = 0, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});

const DEFAULT_WINDOW = 60;

const later = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** A definition that does not hold (written past the desk) declares no alerts. */
function limitsOf(record: ChannelRecord) {
  try {
    return channelOf(record).definition.alert ?? {};
  } catch {
    return {};
  }
}

function stateOf(
  endpoint: Endpoint,
  record: ChannelRecord,
  run: ChannelRun | undefined,
  figures: ChannelFigures,
  now: Date,
): State {
  const { lastReceived, lastSent, waitingSince, parked, waiting } = figures;
  const lastMoved = later(lastReceived, lastSent);
  const alerts = channelAlerts(
    limitsOf(record),
    {
      since: new Date(endpoint.meta?.lastUpdated ?? now),
      parked,
      ...(lastMoved === undefined ? {} : { lastMoved }),
      ...(waitingSince === undefined ? {} : { waitingSince }),
    },
    now,
  );
  const reason = run?.reason?.issue[0]?.details?.text;
  return {
    channel: record.id,
    name: record.name,
    status: record.status,
    state: record.status === 'off' ? 'off' : (run?.state ?? 'elsewhere'),
    version: endpoint.meta?.versionId ?? '',
    parked,
    waiting,
    alert: record.status === 'active' ? alerts : [],
    ...(run?.port === undefined ? {} : { port: run.port }),
    ...(lastReceived === undefined ? {} : { lastReceived: lastReceived.toISOString() }),
    ...(lastSent === undefined ? {} : { lastSent: lastSent.toISOString() }),
    ...(waitingSince === undefined ? {} : { waitingSince: waitingSince.toISOString() }),
    ...(reason === undefined ? {} : { reason }),
  };
}

async function read(ctx: Context): Promise<State[]> {
  const endpoints = await ctx.store.search('Endpoint', '_sort=_id', 1000);
  const runs = new Map(ctx.engines.channels.runs().map((run) => [run.id, run]));
  const states: State[] = [];
  for (const endpoint of endpoints) {
    const record = channelOfEndpoint(endpoint);
    if (record === undefined) continue;
    const { withinMinutes = DEFAULT_WINDOW } = limitsOf(record);
    const since = new Date(ctx.now().getTime() - withinMinutes * 60_000);
    const figures = await ctx.engines.channels.figures(record.id, since);
    states.push(stateOf(endpoint, record, runs.get(record.id), figures, ctx.now()));
  }
  return states;
}

/** GET Endpoint/$channel-state: how every channel does, and what a person has to look at. */
export const channelState: Operation<void, { readonly channel: readonly State[] }> = {
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
      {
        name: 'channel',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          told('channel', 'string', 1),
          told('name', 'string', 1),
          told('status', 'code', 1),
          told('state', 'code', 1),
          told('version', 'string', 1),
          told('port', 'integer'),
          told('parked', 'integer', 1),
          told('waiting', 'integer', 1),
          told('lastReceived', 'instant'),
          told('lastSent', 'instant'),
          told('waitingSince', 'instant'),
          told('alert', 'code', 0, '*'),
          told('reason', 'string'),
        ],
      },
    ],
  },
  run: async (ctx) => ({ channel: await read(ctx) }),
};
