import { join } from 'node:path';
import { sendOverAstm } from '../astm-client.ts';
import type { ClientTls } from '../mllp-client.ts';
import type { OutgoingChannel } from '../outgoing.ts';
import type { Service } from '../service-contract.ts';
import type { Channel } from './channel-definition.ts';
import { dropFile, postMessage } from './deliveries.ts';
import { credentialOf, type ReadSecret, type SecretsOf } from './secrets.ts';
import { dropOverSftp } from './sftp-depot.ts';
import { sftpTargetOf } from './sftp-session.ts';

interface OutletGround {
  readonly secrets: SecretsOf;
  readonly folder: string;
}

function clientTlsOf({ definition: { transport } }: Channel, secrets: ReadSecret): ClientTls | undefined {
  const { tls = 'none', certificate, key, authorities } = transport;
  if (tls === 'none') return undefined;
  const isMutual = tls === 'mutual';
  return {
    ...(isMutual && certificate !== undefined ? { certificate: secrets(certificate) } : {}),
    ...(isMutual && key !== undefined ? { key: secrets(key) } : {}),
    ...(authorities === undefined ? {} : { authorities: secrets(authorities) }),
  };
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
  const tls = clientTlsOf(channel, secrets);
  const common = {
    id,
    host,
    port,
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
  if (kind === 'http') {
    const service = serviceOf(channel);
    const where = url === undefined ? (path ?? '/') : new URL(url).pathname;
    const credential =
      partner.credential === undefined ? {} : { credential: credentialOf(secrets, partner.credential) };
    return { ...common, deliver: (message) => postMessage(service, { path: where, codec, ...credential }, message) };
  }
  return { ...common, deliver: ({ bytes }) => sendOverAstm({ ...common, framing }, bytes) };
}
