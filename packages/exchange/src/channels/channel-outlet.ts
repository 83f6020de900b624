import { join } from 'node:path';
import { sendOverAstm } from '../astm-client.ts';
import type { Delivery, OutgoingChannel } from '../outgoing.ts';
import type { Service } from '../service-contract.ts';
import type { Channel } from './channel-definition.ts';
import { clientTlsOf } from './client-tls.ts';
import { dropFile, postMessage } from './deliveries.ts';
import { publishToNats } from './nats-out.ts';
import { natsTargetOf, openNatsSession } from './nats-session.ts';
import { mustStayInside } from './partner-hosts.ts';
import { credentialOf, type ReadSecret, type SecretsOf } from './secrets.ts';
import { dropOverSftp } from './sftp-depot.ts';
import { sftpTargetOf } from './sftp-session.ts';

interface OutletGround {
  readonly secrets: SecretsOf;
  readonly folder: string;
}

/** milliseconds that a line stays open for the next message */
const IDLE = 10_000;

function natsDelivery(channel: Channel, secrets: ReadSecret): (message: Delivery) => Promise<string> {
  const { id, definition } = channel;
  const { subject = '', stream } = definition.transport;
  const target = natsTargetOf(channel, secrets);
  const session = openNatsSession(target, subject, IDLE);
  const place = { channel: id, subject, within: target.within, ...(stream === undefined ? {} : { stream }) };
  return (message) => publishToNats(session, place, message);
}

/** How messages of a channel leave. @throws exchange.channelSecret, exchange.serviceAddress */
export function outgoingOf(
  channel: Channel,
  { secrets: secretsOf, folder: base }: OutletGround,
  serviceOf: (channel: Channel) => Service,
): OutgoingChannel {
  const { id, definition } = channel;
  const { transport, retry, codec = 'hl7v2', partner } = definition;
  const {
    kind,
    host = '127.0.0.1',
    port = 0,
    charset,
    answerWithin,
    url,
    path,
    folder = '',
    suffix = '.hl7',
    framing = 'e1381',
  } = transport;
  const secrets = secretsOf(id);
  const tls = clientTlsOf(definition, secrets);
  const common = {
    id,
    host,
    port,
    isInside: mustStayInside(channel),
    ...(charset === undefined ? {} : { charset }),
    ...(answerWithin === undefined ? {} : { answerWithin }),
    ...(retry === undefined ? {} : { retry }),
    ...(tls === undefined ? {} : { tls }),
  };
  if (kind === 'mllp') return common;
  if (kind === 'folder')
    return { ...common, deliver: (message) => dropFile({ channel: id, folder: join(base, folder), suffix }, message) };
  if (kind === 'sftp') {
    const target = sftpTargetOf(definition, secrets);
    const place = { channel: id, directory: transport.directory ?? '.', suffix };
    return { ...common, deliver: (message) => dropOverSftp(target, place, message) };
  }
  if (kind === 'nats') return { ...common, deliver: natsDelivery(channel, secrets) };
  if (kind === 'http') {
    const service = serviceOf(channel);
    const where = url === undefined ? (path ?? '/') : new URL(url).pathname;
    const credential =
      partner.credential === undefined ? {} : { credential: credentialOf(secrets, partner.credential) };
    return { ...common, deliver: (message) => postMessage(service, { path: where, codec, ...credential }, message) };
  }
  return { ...common, deliver: ({ bytes }) => sendOverAstm({ ...common, framing }, bytes) };
}
