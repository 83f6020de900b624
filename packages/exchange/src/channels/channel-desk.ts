import type { Sql } from '@lienmach/fhir-store';
import type { FhirError } from '@lienmach/outcome';
import type { Inbound } from '../inbound.ts';
import type { Trial } from '../try-message.ts';
import type { Channel } from './channel-definition.ts';
import { inboundOf } from './channel-door.ts';
import type { ChannelEngine, ChannelRun } from './channel-engine.ts';
import { type ChannelFigures, channelFigures } from './channel-figures.ts';
import type { ChannelPaper } from './channel-papers.ts';

/** Channels as a person looks after them. */
export interface ChannelDesk {
  /** The record was changed: channels are started, stopped and changed before this resolves. */
  refresh(): Promise<void>;
  /** channels of this process that are not switched off */
  runs(): readonly ChannelRun[];
  figures(channel: string, since: Date): Promise<ChannelFigures>;
  /** What would keep a channel from being opened: a missing secret, a machine that must not be called. */
  faults(channel: Channel): FhirError[];
  /** Certificates, keys and credentials that a channel names, and until when they are good; never what they say. */
  papers(channel: Channel): ChannelPaper[];
  /** What a message would do on a channel; nothing is written. */
  try(raw: Uint8Array, channel: Channel): Promise<Trial>;
}

export const openChannelDesk = (
  sql: Sql,
  inbound: Inbound,
  { engine, refresh }: { readonly engine: ChannelEngine; readonly refresh: () => Promise<void> },
): ChannelDesk => ({
  refresh,
  runs: () => engine.runs(),
  figures: (channel, since) => channelFigures(sql, channel, since),
  faults: (channel) => engine.faults(channel),
  papers: (channel) => engine.papers(channel),
  try: (raw, channel) => inbound.try(raw, inboundOf(channel)),
});
