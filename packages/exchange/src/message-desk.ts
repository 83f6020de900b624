import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';
import { errors } from './errors.ts';
import type { Inbound } from './inbound.ts';
import type { LoggedMessage, MessageState } from './message-log.ts';
import { type PurgeFigure, purgeFigures } from './purge-messages.ts';
import { type MessagePage, type MessageQuery, searchMessages } from './traffic/message-search.ts';
import { type ParkedGroup, parkedGroups, parkedOf } from './traffic/parked-groups.ts';
import { type PartnerFigures, partnerFigures, sentCounts } from './traffic/partner-figures.ts';
import { type ChannelDay, type ChannelPulse, channelDays, channelPulses } from './traffic/traffic-figures.ts';

/** A message that has to leave, without its content. */
export interface OutgoingMessage {
  readonly id: string;
  readonly channel: string;
  readonly controlId: string;
  readonly state: 'waiting' | 'refused';
  readonly attempts: number;
  readonly reason?: OperationOutcome;
  readonly queued: Date;
  readonly due: Date;
}

/** How one partner channel does. */
export interface LinkState {
  readonly channel: string;
  readonly waiting: number;
  /** of the oldest that waits */
  readonly waitingSince?: Date;
  /** tries of the oldest that waits; more than one: the partner does not answer */
  readonly attempts: number;
  readonly lastSent?: Date;
  readonly lastReceived?: Date;
}

/** The traffic with partners, as a person looks after it. */
export interface MessageDesk {
  list(state: MessageState, limit?: number): Promise<LoggedMessage[]>;
  count(state: MessageState): Promise<number>;
  read(id: string): Promise<LoggedMessage>;
  replay: Inbound['replay'];
  refuse: Inbound['refuse'];
  correct: Inbound['correct'];
  /** waiting after a failure, and turned down; oldest first */
  outgoing(limit?: number): Promise<OutgoingMessage[]>;
  /** @throws exchange.notWaiting */
  sendAgain(id: string): Promise<void>;
  /** @throws exchange.notWaiting */
  giveUp(id: string, reason: OperationOutcome): Promise<void>;
  links(channels: readonly string[]): Promise<LinkState[]>;
  /** newest first, a page at a time */
  search(query: MessageQuery): Promise<MessagePage>;
  /** what waits for a person, by channel and reason */
  groups(): Promise<ParkedGroup[]>;
  /** ids of a group behind `after`, oldest first */
  inGroup(group: string, after: string, limit: number): Promise<string[]>;
  /** @param zone  minutes ahead of UTC */
  days(from: Date, until: Date, zone: number): Promise<ChannelDay[]>;
  /** what partners brought, by day and as a whole. @param zone  minutes ahead of UTC */
  partners(from: Date, until: Date, zone: number): Promise<PartnerFigures[]>;
  /** how many messages left by each of these channels */
  sent(channels: readonly string[], from: Date, until: Date): Promise<ReadonlyMap<string, number>>;
  /** traffic of the last `steps` times `minutes` */
  pulses(minutes: number, steps: number): Promise<ChannelPulse[]>;
  /** what the retention took away, newest first */
  purges(limit: number): Promise<PurgeFigure[]>;
}

interface OutgoingRow {
  readonly id: string;
  readonly channel: string;
  readonly control_id: string;
  readonly state: 'waiting' | 'refused';
  readonly attempts: number;
  readonly reason: string | null;
  readonly queued: Date | string;
  readonly due: Date | string;
}

async function outgoing(sql: Sql, limit: number): Promise<OutgoingMessage[]> {
  const rows = await sql.query<OutgoingRow>({
    text: `select id::text, channel, control_id, state, attempts, reason, queued, due from message_out
           where state = 'refused' or (state = 'waiting' and reason is not null)
           order by state desc, message_out.id limit $1`,
    values: [limit],
  });
  return rows.map(({ reason, control_id, ...row }) => ({
    ...row,
    controlId: control_id,
    queued: new Date(row.queued),
    due: new Date(row.due),
    ...(reason === null ? {} : { reason: JSON.parse(reason) as OperationOutcome }),
  }));
}

interface LinkRow {
  readonly waiting: number;
  readonly since: Date | string | null;
  readonly attempts: number;
  readonly sent: Date | string | null;
  readonly received: Date | string | null;
}

async function linkOf(sql: Sql, channel: string): Promise<LinkState> {
  const [row] = await sql.query<LinkRow>({
    name: 'message-link',
    text: `select count(*)::int as waiting, min(queued) as since, coalesce(max(attempts), 0)::int as attempts,
             (select settled from message_out where channel = $1 and state = 'sent' order by settled desc limit 1) as sent,
             (select settled from message_in where partner = $1 and state = 'applied' order by settled desc limit 1) as received
           from message_out where channel = $1 and state = 'waiting'`,
    values: [channel],
  });
  const moment = (value: Date | string | null | undefined) => (value == null ? undefined : new Date(value));
  const [since, sent, received] = [moment(row?.since), moment(row?.sent), moment(row?.received)];
  return {
    channel,
    waiting: row?.waiting ?? 0,
    attempts: row?.attempts ?? 0,
    ...(since === undefined ? {} : { waitingSince: since }),
    ...(sent === undefined ? {} : { lastSent: sent }),
    ...(received === undefined ? {} : { lastReceived: received }),
  };
}

const isId = (id: string): boolean => /^\d{1,18}$/.test(id);

async function changeOutgoing(sql: Sql, id: string, set: string, values: readonly unknown[]): Promise<void> {
  const changed = isId(id)
    ? await sql.query({
        text: `update message_out set ${set} where id = $1 and state in ('waiting', 'refused') returning id`,
        values: [id, ...values],
      })
    : [];
  if (changed.length === 0) throw errors.notWaiting({ detail: id.slice(0, 20) });
}

export function openMessageDesk(sql: Sql, inbound: Inbound, now: () => Date): MessageDesk {
  const { log, replay, refuse, correct } = inbound;
  return {
    list: log.list,
    count: log.count,
    read: log.read,
    replay,
    refuse,
    correct,
    outgoing: (limit = 200) => outgoing(sql, limit),
    sendAgain: (id) =>
      changeOutgoing(sql, id, `state = 'waiting', due = $2, attempts = 0, reason = null, settled = null`, [now()]),
    giveUp: (id, reason) =>
      changeOutgoing(sql, id, `state = 'given-up', reason = $2, settled = $3`, [JSON.stringify(reason), now()]),
    links: (channels) => Promise.all(channels.map((channel) => linkOf(sql, channel))),
    search: (query) => searchMessages(sql, query),
    groups: () => parkedGroups(sql),
    inGroup: (group, after, limit) => parkedOf(sql, group, after, limit),
    days: (from, until, zone) => channelDays(sql, from, until, zone),
    partners: (from, until, zone) => partnerFigures(sql, from, until, zone),
    sent: (channels, from, until) => sentCounts(sql, channels, from, until),
    pulses: (minutes, steps) => channelPulses(sql, now(), minutes, steps),
    purges: (limit) => purgeFigures(sql, limit),
  };
}
