import { channelOfEndpoint } from '@lienmach/core';
import {
  type Channel,
  type ChannelEngine,
  type InboundChannel,
  inboundOf,
  parseChannelDefinition,
} from '@lienmach/exchange';
import type { Caller, FhirStore } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Partner, Site } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';

/** The channels of the house as they are now: partners of the site file, and what the integration desk keeps in the record. */
export interface ChannelBook {
  /** Reads the record and has the engine follow. */
  refresh(): Promise<void>;
  /** Does a channel that is switched on carry this option, as far as was last read? */
  asks(option: string): boolean;
  /**
   * By what a message of the log came, as far as was last read: a channel that is off or run by another process too, and
   * who speaks at the common door without one. Undefined: not known any more, nobody can say how it is to be read.
   */
  inbound(id: string): InboundChannel | undefined;
  /** Reads now, then again every few seconds: another process may have changed a channel. */
  start(): Promise<void>;
  stop(): void;
}

/** milliseconds */
const EVERY = 5000;

const houseItself: Caller = {
  agent: { who: 'Device/lien-mach', display: 'Liền Mạch', client: 'channels', roles: [] },
  reach: { limit: () => 'all' },
};

async function readEndpoints(store: FhirStore): Promise<Endpoint[]> {
  const found: Endpoint[] = [];
  const query = new URLSearchParams({ _count: '200' });
  for (;;) {
    const page = await store.search(houseItself, 'Endpoint', query);
    found.push(...page.matches.map(({ text }) => JSON.parse(text) as Endpoint));
    if (page.next === undefined) return found;
    query.set('_cursor', page.next);
  }
}

/** A partner of the site file gets messages as it always did. */
const channelOfPartner = ({ id, host, port, charset }: Partner): Channel => ({
  id,
  name: id,
  status: 'active',
  isOfSite: true,
  definition: {
    direction: 'out',
    transport: { kind: 'mllp', host, port, ...(charset === undefined ? {} : { charset }) },
    partner: { id },
  },
});

/** An Endpoint that is no channel, or was written past the desk with a definition that does not hold, runs nothing. */
function channelOf(endpoint: Endpoint): Channel | undefined {
  const record = channelOfEndpoint(endpoint);
  if (record === undefined) return undefined;
  try {
    const { id, name, status } = record;
    return { id, name, status, definition: parseChannelDefinition(record.definition) };
  } catch (error) {
    if (isFhirError(error)) return undefined;
    throw error;
  }
}

/** listening is the gateway's; every process sends, and takes what comes by HTTP */
const isEverywhere = ({ definition: { direction, transport } }: Channel): boolean =>
  direction === 'out' || transport.kind === 'http';

/** A partner of the site file, or a stranger of this machine who is called by the address: no channel can be named so. */
const isWithoutChannel = ({ partners }: Site, id: string): boolean =>
  partners.some((partner) => partner.id === id) || !/^[a-z][a-z0-9-]*$/.test(id);

interface Parts {
  readonly store: FhirStore;
  readonly site: Site;
  readonly engine: ChannelEngine;
  /** does this process listen? */
  readonly isGateway: boolean;
}

export function openChannelBook({ store, site, engine, isGateway }: Parts): ChannelBook {
  let timer: NodeJS.Timeout | undefined;
  let known: readonly Channel[] = [];
  const refresh = async (): Promise<void> => {
    const kept = (await readEndpoints(store)).flatMap((endpoint) => channelOf(endpoint) ?? []);
    const ids = new Set(kept.map(({ id }) => id));
    const all = [...site.partners.map(channelOfPartner).filter(({ id }) => !ids.has(id)), ...kept];
    known = all;
    await engine.apply(isGateway ? all : all.filter(isEverywhere));
  };
  return {
    refresh,
    asks: (option) =>
      known.some(({ status, definition }) => status !== 'off' && definition.options?.[option] !== undefined),
    inbound(id) {
      const found = known.find((one) => one.id === id && one.definition.direction === 'in');
      if (found !== undefined) return inboundOf(found);
      return isWithoutChannel(site, id) ? { id, partner: id } : undefined;
    },
    async start() {
      await refresh();
      timer = setInterval(() => void refresh().catch(() => undefined), EVERY);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
