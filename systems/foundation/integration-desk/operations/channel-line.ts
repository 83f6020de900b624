import { type ChannelRecord, channelOfEndpoint } from '@lienmach/core';
import type { Channel, ChannelDay, ChannelFigures, ChannelPaper, ChannelRun } from '@lienmach/exchange';
import { isFhirError, plainReason } from '@lienmach/outcome';
import type { Endpoint, OperationOutcome } from 'fhir/r4';
import { type ChannelAlert, channelAlerts } from '../rules/channel-alerts.ts';
import { shownAddress } from '../rules/shown-address.ts';
import { instant, present } from './desk-parameters.ts';
import { channelOf } from './read-channel.ts';

/** What went wrong on a channel, and when. */
export interface ChannelTrouble {
  readonly at: Date;
  readonly reason: OperationOutcome | undefined;
}

/** Everything that is known of a channel beside its definition. */
export interface ChannelGround {
  readonly run: ChannelRun | undefined;
  readonly figures: ChannelFigures;
  readonly today: ChannelDay | undefined;
  readonly trouble: ChannelTrouble | undefined;
  readonly papers: readonly ChannelPaper[];
}

export interface ChannelLine {
  readonly channel: string;
  readonly name: string;
  readonly status: string;
  /** `open`, `failed`, `off`; `elsewhere`: another process runs it */
  readonly state: string;
  readonly alert: readonly ChannelAlert[];
}

/** A definition that does not hold was written past the desk; undefined: nothing of it is known. */
export function definitionIn(record: ChannelRecord): Channel['definition'] | undefined {
  try {
    return channelOf(record).definition;
  } catch (thrown) {
    if (isFhirError(thrown)) return undefined;
    throw thrown;
  }
}

const later = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

function alertsOf(
  definition: Channel['definition'] | undefined,
  { figures, papers }: ChannelGround,
  since: Date,
  now: Date,
): ChannelAlert[] {
  const { parked, waitingSince, lastReceived, lastSent } = figures;
  const ends = papers.flatMap(({ until }) => until?.getTime() ?? []);
  return channelAlerts(
    definition?.alert ?? {},
    {
      since,
      parked,
      lacksSecret: papers.some(({ isThere }) => !isThere),
      ...present('lastMoved', later(lastReceived, lastSent)),
      ...present('waitingSince', waitingSince),
      ...(ends.length === 0 ? {} : { goodUntil: new Date(Math.min(...ends)) }),
    },
    now,
  );
}

/** what people read of the definition */
function shownOf(id: string, definition: Channel['definition'] | undefined): object {
  if (definition === undefined) return {};
  const { direction, transport, codec = 'hl7v2', partner, rateLimit } = definition;
  const { kind } = transport;
  return {
    direction,
    transport: kind,
    codec,
    partner: partner.id,
    address: shownAddress(id, definition),
    ...present('perMinute', rateLimit?.perMinute),
    ...present('mostInHand', direction === 'in' ? (rateLimit?.inHand ?? 16) : undefined),
  };
}

const figuresOf = ({ run, figures, today, trouble }: ChannelGround): object => ({
  parked: figures.parked,
  waiting: figures.waiting,
  count: today?.count ?? 0,
  ...present('median', today?.median),
  ...present('p95', today?.p95),
  ...present('port', run?.port),
  ...present('inHand', run?.inHand),
  ...instant('lastReceived', figures.lastReceived),
  ...instant('lastSent', figures.lastSent),
  ...instant('waitingSince', figures.waitingSince),
  ...present('reason', run?.reason?.issue[0]?.details?.text),
  ...(trouble === undefined
    ? {}
    : { lastError: plainReason(trouble.reason).text, ...instant('lastErrorAt', trouble.at) }),
});

const paperOf = ({ until, ...paper }: ChannelPaper): object => ({ ...paper, ...instant('until', until) });

/** A channel of the record as the list of channels tells it; undefined: the Endpoint is none. */
export function channelLine(endpoint: Endpoint, ground: ChannelGround, now: Date): ChannelLine | undefined {
  const record = channelOfEndpoint(endpoint);
  if (record === undefined) return undefined;
  const { id: channel, name, status } = record;
  const definition = definitionIn(record);
  const since = new Date(endpoint.meta?.lastUpdated ?? now);
  return {
    channel,
    name,
    status,
    state: status === 'off' ? 'off' : (ground.run?.state ?? 'elsewhere'),
    ...present('version', endpoint.meta?.versionId),
    ...shownOf(channel, definition),
    ...figuresOf(ground),
    alert: status === 'active' ? alertsOf(definition, ground, since, now) : [],
    ...present('paper', ground.papers.length === 0 ? undefined : ground.papers.map(paperOf)),
  };
}

/** A partner of the site file: it has no versions, and nobody at the desk changes it. */
export const siteLine = (id: string, address: string, ground: ChannelGround): ChannelLine => ({
  channel: id,
  name: id,
  status: 'active',
  state: ground.run?.state ?? 'elsewhere',
  alert: [],
  ...{ isOfSite: true, direction: 'out', transport: 'mllp', codec: 'hl7v2', partner: id, address },
  ...figuresOf(ground),
});
