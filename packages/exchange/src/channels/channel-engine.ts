import { combine, type FhirError, isFhirError } from '@lienmach/outcome';
import type { OperationOutcome } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { InboundChannel } from '../inbound-channel.ts';
import type { OutgoingChannel } from '../outgoing.ts';
import type { Service, Services } from '../service-contract.ts';
import { openServices } from '../services.ts';
import type { Peer } from '../socket-listener.ts';
import type { Channel } from './channel-definition.ts';
import { type Door, type DoorGround, inboundOf, isDeclared, openDoor } from './channel-door.ts';
import { outgoingOf } from './channel-outlet.ts';
import { type ChannelPaper, channelPapers, paperFaults } from './channel-papers.ts';
import { DEFAULT_IN_HAND, type Gate, openGate } from './gate.ts';
import { hostFaults } from './partner-hosts.ts';
import { credentialOf } from './secrets.ts';

export interface ChannelEngineOptions extends DoorGround {
  /** programs of the site file that outgoing HTTP channels may name */
  readonly services?: Services;
  /** machines that outgoing channels may call; absent: those of the house's own networks */
  readonly partnerHosts?: readonly string[] | undefined;
}

/** How a channel does in this process. */
export interface ChannelRun {
  readonly id: string;
  readonly state: 'open' | 'off' | 'failed';
  /** where it really listens */
  readonly port?: number;
  /** messages in hand just now */
  readonly inHand: number;
  /** why it could not be opened, or why nothing comes though it is */
  readonly reason?: OperationOutcome;
}

/** Who comes by HTTP, known by the credential. */
export interface HttpDoor {
  readonly channel: InboundChannel;
  readonly credential: string;
  readonly gate: Gate;
}

/** Channels as they are now: started, stopped and changed while the house works. */
export interface ChannelEngine {
  /** The channels of now: those that are new are opened, gone ones closed, changed ones opened anew. */
  apply(channels: readonly Channel[]): Promise<void>;
  runs(): readonly ChannelRun[];
  outgoing(): readonly OutgoingChannel[];
  /** the channel of the common MLLP door that this partner speaks on */
  atCommonDoor(peer: Peer): { readonly channel: InboundChannel; readonly gate: Gate } | undefined;
  httpDoor(id: string): HttpDoor | undefined;
  /** What would keep it from being opened, as far as it can be told without opening it. */
  faults(channel: Channel): FhirError[];
  /** Files that it names, and until when they are good. */
  papers(channel: Channel): ChannelPaper[];
  close(): Promise<void>;
}

interface Running {
  readonly told: string;
  readonly channel: Channel;
  readonly gate: Gate;
  readonly door?: Door | undefined;
  readonly outlet?: OutgoingChannel;
  readonly credential?: string;
  readonly reason?: OperationOutcome;
}

const gateOf = ({ definition: { rateLimit = {} } }: Channel): Gate =>
  openGate({ inHand: rateLimit.inHand ?? DEFAULT_IN_HAND, perMinute: rateLimit.perMinute });

/** One channel opened, or the reason why not: a wrong one must never keep the others from working. */
async function start(channel: Channel, told: string, options: ChannelEngineOptions): Promise<Running> {
  const gate = gateOf(channel);
  const { direction, transport, partner } = channel.definition;
  try {
    const faults = hostFaults(channel, options.partnerHosts);
    if (faults.length > 0) throw combine(faults);
    if (direction === 'out') return { told, channel, gate, outlet: outgoingOf(channel, options, serviceFor(options)) };
    const credential =
      transport.kind === 'http'
        ? { credential: credentialOf(options.secrets(channel.id), partner.credential ?? '') }
        : {};
    return { told, channel, gate, ...credential, door: await openDoor(channel, gate, options) };
  } catch (error) {
    if (!isFhirError(error)) options.onTrouble?.(channel.id, error);
    const refusal = isFhirError(error) ? error : errors.channelNotOpened({ detail: codeOf(error) });
    return { told, channel, gate, reason: refusal.outcome };
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';

const serviceFor =
  ({ services }: ChannelEngineOptions) =>
  ({ id, definition: { transport } }: Channel): Service => {
    const { url, service, answerWithin: patience } = transport;
    const named = service === undefined ? undefined : services?.find(service);
    if (named !== undefined) return named;
    if (url === undefined) throw errors.serviceAddress({ id: service ?? id });
    const kind = 'channel';
    const own = openServices([
      { id, kind, address: new URL(url).origin, ...(patience === undefined ? {} : { patience }) },
    ]).find(kind);
    if (own === undefined) throw errors.serviceAddress({ id });
    return own;
  };

/** Runs channels of this process. Nothing here reads the record: whoever knows it says what channels there are. */
export function openChannelEngine(options: ChannelEngineOptions): ChannelEngine {
  const running = new Map<string, Running>();
  let line: Promise<void> = Promise.resolve();

  async function stop(id: string): Promise<void> {
    const { door } = running.get(id) ?? {};
    running.delete(id);
    await door?.close();
  }
  async function bring(channels: readonly Channel[]): Promise<void> {
    const wanted = new Map(channels.filter(({ status }) => status !== 'off').map((one) => [one.id, one]));
    for (const id of [...running.keys()]) if (!wanted.has(id)) await stop(id);
    for (const channel of wanted.values()) {
      const told = JSON.stringify([channel.status, channel.definition]);
      const known = running.get(channel.id);
      // what could not be opened is tried again each time: the port may be free now
      if (known?.told === told && known.reason === undefined) continue;
      await stop(channel.id);
      running.set(channel.id, await start(channel, told, options));
    }
  }
  const open = (): Running[] => [...running.values()].filter(({ reason }) => reason === undefined);

  return {
    apply(channels) {
      line = line.then(() => bring(channels));
      return line;
    },
    runs: () =>
      [...running.values()].map(({ channel, reason: unopened, door, gate }) => {
        const reason = unopened ?? door?.trouble?.outcome;
        return {
          id: channel.id,
          state: reason === undefined ? 'open' : 'failed',
          inHand: gate.inHand,
          ...(door?.port === undefined ? {} : { port: door.port }),
          ...(reason === undefined ? {} : { reason }),
        };
      }),
    outgoing: () => open().flatMap(({ outlet }) => outlet ?? []),
    atCommonDoor(peer) {
      const found = open().find(
        ({ channel: { definition } }) =>
          definition.direction === 'in' &&
          definition.transport.kind === 'mllp' &&
          definition.transport.port === undefined &&
          isDeclared(definition, peer),
      );
      return found && { channel: inboundOf(found.channel), gate: found.gate };
    },
    httpDoor(id) {
      const found = running.get(id);
      if (found?.credential === undefined) return undefined;
      return { channel: inboundOf(found.channel), credential: found.credential, gate: found.gate };
    },
    faults: (channel) => [...hostFaults(channel, options.partnerHosts), ...paperFaults(channel, options.secrets)],
    papers: (channel) => channelPapers(channel, options.secrets),
    async close() {
      await line.catch(() => undefined);
      for (const id of [...running.keys()]) await stop(id);
    },
  };
}
