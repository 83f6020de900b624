import { join } from 'node:path';
import type { FhirError } from '@lienmach/outcome';
import { notKept } from '../astm-line.ts';
import { openAstmServer } from '../astm-server.ts';
import type { Inbound, Taken } from '../inbound.ts';
import type { InboundChannel } from '../inbound-channel.ts';
import { openMllpServer } from '../mllp-server.ts';
import type { Peer, ServerTls } from '../socket-listener.ts';
import { type Channel, type ChannelDefinition, isLoopback } from './channel-definition.ts';
import { openFolderIn } from './folder-in.ts';
import { DEFAULT_IN_HAND, type Gate } from './gate.ts';
import { localDepot } from './local-depot.ts';
import { openNatsIn } from './nats-in.ts';
import { natsTargetOf, openNatsSession } from './nats-session.ts';
import type { ReadSecret, SecretsOf } from './secrets.ts';
import { sftpDepot } from './sftp-depot.ts';
import { openSftpSession, sftpTargetOf } from './sftp-session.ts';

/** What a channel needs of the house to be open. */
export interface DoorGround {
  readonly inbound: Inbound;
  readonly secrets: SecretsOf;
  /** where the folders of file channels lie */
  readonly folder: string;
  /** bytes of one message */
  readonly limit?: number;
  readonly onTrouble?: (channel: string, error: unknown) => void;
}

/** A channel that listens. */
export interface Door {
  /** where it really listens */
  readonly port?: number;
  /** it is open, but nothing comes: why */
  readonly trouble?: FhirError | undefined;
  close(): Promise<void>;
}

/** The channel as the gateway needs to know it. */
export const inboundOf = ({ id, status, definition }: Channel): InboundChannel => {
  const { partner, codec, mappings, options, destination, orderingKey } = definition;
  return {
    id,
    partner: partner.id,
    ...(codec === undefined ? {} : { codec }),
    ...(mappings === undefined ? {} : { mappings }),
    ...(partner.organization === undefined ? {} : { organization: partner.organization }),
    ...(options === undefined ? {} : { options }),
    ...(destination?.forward === undefined ? {} : { forward: destination.forward }),
    ...(orderingKey === undefined ? {} : { orderingKey }),
    ...(status === 'test' ? { isTest: true } : {}),
  };
};

export const plainAddress = (address: string): string => address.replace(/^::ffff:/, '');
const plainPrint = (print: string): string => print.replaceAll(':', '').toUpperCase();

/** Is this the declared partner? A channel that declares nobody takes this machine itself, and nobody else. */
export function isDeclared({ partner }: ChannelDefinition, peer: Peer): boolean {
  const { addresses, certificates } = partner;
  const isPrintKnown = (known: readonly string[]): boolean =>
    peer.fingerprint !== undefined && known.map(plainPrint).includes(plainPrint(peer.fingerprint));
  if (certificates !== undefined && !isPrintKnown(certificates)) return false;
  if (addresses !== undefined) return addresses.map(plainAddress).includes(plainAddress(peer.address));
  return certificates !== undefined || isLoopback(plainAddress(peer.address));
}

export function serverTlsOf({ transport }: ChannelDefinition, secrets: ReadSecret): ServerTls | undefined {
  const { tls = 'none', certificate = '', key = '', authorities } = transport;
  if (tls === 'none') return undefined;
  return {
    certificate: secrets(certificate),
    key: secrets(key),
    isMutual: tls === 'mutual',
    ...(authorities === undefined ? {} : { authorities: secrets(authorities) }),
  };
}

/** milliseconds between two looks at a partner's machine */
const LOOK_EVERY = 10_000;

/** Where order counts one message is handled at a time: two that are stored side by side may change places. */
function openNatsDoor(channel: Channel, ground: DoorGround, take: (raw: Uint8Array) => Promise<Taken>): Door {
  const { id, definition } = channel;
  const { transport, orderingKey, rateLimit } = definition;
  const { stream = '', subject, consumer = id } = transport;
  return openNatsIn({
    session: openNatsSession(natsTargetOf(channel, ground.secrets(id)), stream),
    stream,
    consumer,
    ...(subject === undefined ? {} : { subject }),
    inHand: orderingKey === 'none' ? (rateLimit?.inHand ?? DEFAULT_IN_HAND) : 1,
    take,
    onTrouble: (error) => ground.onTrouble?.(id, error),
  });
}

/** Opens what listens for this channel; undefined: others listen for it (the common door, HTTP). */
export async function openDoor(channel: Channel, gate: Gate, ground: DoorGround): Promise<Door | undefined> {
  const { definition } = channel;
  const { kind, port, host = '127.0.0.1', folder = '', suffix = '.hl7', framing = 'e1381' } = definition.transport;
  const known = inboundOf(channel);
  const take = (raw: Uint8Array): Promise<Taken> => gate.pass(() => ground.inbound.take(raw, known.partner, known));
  if (kind === 'http' || (kind === 'mllp' && port === undefined)) return undefined;
  const onTrouble = (error: unknown): void => ground.onTrouble?.(channel.id, error);
  if (kind === 'folder') {
    return openFolderIn({ depot: await localDepot(join(ground.folder, folder)), suffix, take, onTrouble });
  }
  if (kind === 'sftp') {
    const session = openSftpSession(sftpTargetOf(definition, ground.secrets(channel.id)));
    const depot = sftpDepot(session, definition.transport.directory ?? '.');
    return openFolderIn({ depot, suffix, take, onTrouble, every: LOOK_EVERY });
  }
  if (kind === 'nats') return openNatsDoor(channel, ground, take);
  const tls = serverTlsOf(definition, ground.secrets(channel.id));
  const socketOptions = {
    host,
    port: port ?? 0,
    admit: (peer: Peer) => isDeclared(definition, peer),
    ...(tls === undefined ? {} : { tls }),
    ...(ground.limit === undefined ? {} : { limit: ground.limit }),
  };
  if (kind === 'mllp') {
    return openMllpServer({
      ...socketOptions,
      answer: async (raw) => (await take(raw)).answer,
      overflow: () => ground.inbound.tooLarge(known),
    });
  }
  return openAstmServer({
    ...socketOptions,
    framing,
    async answer(raw) {
      const { state, answer } = await take(raw);
      return state === 'lost' ? notKept : answer;
    },
  });
}
