import { lookup } from 'node:dns/promises';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { isFhirError } from '@lienmach/outcome';
import type { Authenticator, NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import { errors } from '../errors.ts';
import type { ClientTls } from '../mllp-client.ts';
import { isBeyond } from '../own-address.ts';
import type { Channel } from './channel-definition.ts';
import { clientTlsOf } from './client-tls.ts';
import { mustStayInside } from './partner-hosts.ts';
import type { ReadSecret } from './secrets.ts';

/** A partner's NATS server, and how the house signs in there. */
export interface NatsTarget {
  readonly host: string;
  readonly port: number;
  readonly tls?: ClientTls;
  /** a name that leads out of the house's networks is not called */
  readonly isInside?: boolean;
  /** name of the file beside what stands in it: a `.creds` file of `nsc`, or the seed of a key */
  readonly identity?: { readonly name: string; readonly text: string };
  readonly user?: string;
  /** without a user: a token */
  readonly password?: string;
  /** milliseconds that connecting, or one answer, may take */
  readonly within: number;
}

export interface NatsSession {
  /**
   * Works on the line that is open, or on a new one; a line on which something failed is given up.
   * @throws exchange.notConnected, exchange.channelClear, exchange.noAnswer, exchange.notAdmitted, exchange.noStream, exchange.channelPaper, and what `work` throws of the house's own
   */
  use<Result>(work: (line: NatsConnection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** @throws exchange.channelSecret */
export function natsTargetOf(channel: Channel, secrets: ReadSecret): NatsTarget {
  const { definition } = channel;
  const { host = '127.0.0.1', port = 4222, user, identity, password, answerWithin = 30_000 } = definition.transport;
  const tls = clientTlsOf(definition, secrets);
  return {
    host,
    port,
    isInside: mustStayInside(channel),
    within: answerWithin,
    ...(tls === undefined ? {} : { tls }),
    ...(identity === undefined ? {} : { identity: { name: identity, text: secrets(identity) } }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password: secrets(password) }),
  };
}

const encoder = new TextEncoder();

/** milliseconds for the connection: whoever closes a channel waits for it */
const CONNECT_WITHIN = 5000;

async function authenticatorOf({ identity, user, password }: NatsTarget): Promise<Authenticator | undefined> {
  const nats = await import('@nats-io/transport-node');
  if (identity === undefined) {
    if (password === undefined) return undefined;
    return user === undefined ? nats.tokenAuthenticator(password) : nats.usernamePasswordAuthenticator(user, password);
  }
  // the line break at its end was trimmed away; the library asks for it
  const text = encoder.encode(`${identity.text}\n`);
  const answer = identity.text.includes('BEGIN NATS USER JWT')
    ? nats.credsAuthenticator(text)
    : nats.nkeyAuthenticator(encoder.encode(identity.text));
  try {
    answer('try'); // the library would let the connection hang over a file that it cannot read
  } catch {
    throw errors.channelPaper({ at: 'transport.identity', name: identity.name });
  }
  return answer;
}

function tlsOf(host: string, { certificate: cert, key, authorities: ca }: ClientTls): object {
  return {
    // the library compares the certificate with `localhost` where the host is an address
    checkServerIdentity: (_name: string, shown: PeerCertificate) => checkServerIdentity(host, shown),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** The address that was looked at is the one that is called. @throws exchange.channelClear */
async function calledAddress({ host, isInside }: NatsTarget): Promise<string> {
  if (!isInside) return host;
  const { address } = await lookup(host);
  if (isBeyond(address)) throw errors.channelClear({ at: 'transport.tls', name: host.slice(0, 100) });
  return address;
}

async function connect(target: NatsTarget): Promise<NatsConnection> {
  const { port, tls, within } = target;
  const host = await calledAddress(target);
  const nats = await import('@nats-io/transport-node');
  const authenticator = await authenticatorOf(target);
  const options: NodeConnectionOptions = {
    servers: `${host.includes(':') ? `[${host}]` : host}:${port}`,
    name: 'lienmach',
    timeout: Math.min(within, CONNECT_WITHIN),
    pingInterval: 20_000,
    // whoever uses the line opens it again: only then is the reader looked at anew
    reconnect: false,
    // other machines of the partner's cluster are not those that the site file allows
    ignoreClusterUpdates: true,
    ...(tls === undefined ? {} : { tls: tlsOf(host, tls) }),
    ...(authenticator === undefined ? {} : { authenticator }),
  };
  return nats.connect(options);
}

const notAdmitted = ['AuthorizationError', 'UserAuthenticationExpiredError', 'PermissionViolationError'];
/** @source NATS server 2.9 `server/errors.json`: JetStream not enabled (for the account), stream not found (from memory) */
const noStream = [10_039, 10_059, 10_076];

const causesOf = (error: unknown): Error[] => (error instanceof Error ? [error, ...causesOf(error.cause)] : []);
const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

/** What the library says, in the words of the house. @param name  of the stream or subject that was asked for */
function natsError(error: unknown, name: string): Error {
  const [first = new Error('unknown'), ...causes] = causesOf(error);
  if (isFhirError(first)) return first;
  const all = [first, ...causes];
  const isNamed = (...names: string[]): boolean => all.some((one) => names.includes(one.name));
  const detail = String(codeOf(first) ?? first.message).slice(0, 200);
  if (isNamed(...notAdmitted)) return errors.notAdmitted({ detail });
  const isNoStream = all.some((one) => noStream.includes(Number(codeOf(one))));
  if (isNoStream || isNamed('NoResponders', 'JetStreamNotEnabled')) return errors.noStream({ name, detail });
  return isNamed('TimeoutError') ? errors.noAnswer({ detail }) : errors.notConnected({ detail });
}

/**
 * One line to the partner's server, opened when it is needed and again after it was lost.
 *
 * @param about  stream or subject that it is for
 * @param idle  milliseconds after which a line that nobody uses is given up; absent: never
 */
export function openNatsSession(target: NatsTarget, about: string, idle?: number): NatsSession {
  let line: Promise<NatsConnection> | undefined;
  let current: NatsConnection | undefined;
  let users = 0;
  let timer: NodeJS.Timeout | undefined;

  async function hangUp(): Promise<void> {
    clearTimeout(timer);
    const gone = line;
    line = undefined;
    await gone?.then(
      (open) => open.close(),
      () => undefined,
    );
  }
  async function dial(): Promise<NatsConnection> {
    const open = await connect(target);
    void open.closed().then(() => {
      if (current === open) line = undefined;
    });
    current = open;
    return open;
  }

  return {
    async use(work) {
      clearTimeout(timer);
      users += 1;
      try {
        line ??= dial();
        return await work(await line);
      } catch (error) {
        await hangUp();
        throw natsError(error, about);
      } finally {
        users -= 1;
        if (idle !== undefined && users === 0) timer = setTimeout(() => void hangUp(), idle);
      }
    },
    close: hangUp,
  };
}
