import { join } from 'node:path';
import {
  type ChannelEngine,
  type Inbound,
  type OutgoingQueue,
  openChannelEngine,
  openInbound,
  outgoingQueue,
  secretsIn,
} from '@lienmach/exchange';
import type { FhirStore, Sql } from '@lienmach/fhir-store';
import type { Host, Site } from '@lienmach/system-kit';
import type { Logger } from 'pino';
import { type ChannelBook, openChannelBook } from './channel-book.ts';
import { type CodeMaps, openCodeMaps } from './code-maps.ts';
import type { Configuration } from './configuration.ts';
import { callerFor } from './mllp.ts';
import { sitesServices } from './sites-services.ts';

/** Everything between partners and the record. */
export interface Gateway {
  readonly inbound: Inbound;
  readonly outgoing: OutgoingQueue;
  readonly engine: ChannelEngine;
  readonly channels: ChannelBook;
  readonly codeMaps: CodeMaps;
}

interface Parts {
  readonly sql: Sql;
  readonly site: Site;
  readonly config: Configuration;
  readonly store: FhirStore;
  readonly now: () => Date;
  readonly log: Logger;
  /** the house is opened after its gateway */
  readonly host: () => Host;
}

/** Composition only: the log, the queue, and the channels that the record and the site file name. */
export function openGateway({ sql, site, config, store, now, log, host }: Parts): Gateway {
  const codeMaps = openCodeMaps(store);
  const inbound: Inbound = openInbound({
    sql,
    store,
    now,
    get mappings() {
      return host().messages;
    },
    caller: (partner, type, roles) => callerFor(host(), partner, type, roles),
    codeMap: (channel) => codeMaps.of(channel),
    channelOf: (id) => channels.inbound(id),
    forward: (channel, message) => outgoing.forward(channel, message),
    onBug: (thrown) => log.error({ err: thrown }, 'message handler failed'),
  });
  const engine: ChannelEngine = openChannelEngine({
    inbound,
    secrets: secretsIn(join(config.dataDir, 'secrets', 'channels')),
    folder: join(config.dataDir, 'exchange'),
    services: sitesServices(site),
    partnerHosts: site.partnerHosts,
    onTrouble: (channel, thrown) => log.warn({ err: thrown, channel }, 'channel in trouble'),
  });
  const outgoing = outgoingQueue({
    sql,
    now,
    // before the record was read the partners of the site file are known already
    channels: () => {
      const open = engine.outgoing();
      return [...open, ...site.partners.filter(({ id }) => !open.some((one) => one.id === id))];
    },
  });
  const isGateway = config.role === 'all' || config.role === 'gateway';
  const channels = openChannelBook({ store, site, engine, isGateway });
  return { inbound, outgoing, engine, codeMaps, channels };
}
