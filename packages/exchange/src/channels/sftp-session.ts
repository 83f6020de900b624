import { createHash } from 'node:crypto';
import { isFhirError } from '@lienmach/outcome';
import type { Client, SFTPWrapper } from 'ssh2';
import { errors } from '../errors.ts';
import type { ChannelDefinition } from './channel-definition.ts';
import type { ReadSecret } from './secrets.ts';

/** Where a partner keeps files, and how its machine is known. */
export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `SHA256:…` of the machine's key, as `ssh-keygen -lf` shows it: any other machine is nobody */
  readonly hostKey: string;
  /** private key, as OpenSSH or PEM writes it */
  readonly identity?: string;
  readonly password?: string;
  /** milliseconds that connecting, or one step, may take */
  readonly within: number;
}

export interface SftpSession {
  /** Works on the line that is open, or on a new one. @throws exchange.notConnected, exchange.noAnswer */
  use<Result>(work: (sftp: SFTPWrapper) => Promise<Result>): Promise<Result>;
  close(): void;
}

/** @throws exchange.channelSecret */
export function sftpTargetOf({ transport }: ChannelDefinition, secrets: ReadSecret): SftpTarget {
  const {
    host = '127.0.0.1',
    port = 22,
    user = '',
    hostKey = '',
    identity,
    password,
    answerWithin = 30_000,
  } = transport;
  return {
    host,
    port,
    user,
    hostKey,
    within: answerWithin,
    ...(identity === undefined ? {} : { identity: `${secrets(identity)}\n` }),
    ...(password === undefined ? {} : { password: secrets(password) }),
  };
}

export const hostKeyOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** A step of the library as a promise. */
export const step = <Result = void>(
  start: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    start((error, result) => (error ? reject(error) : resolve(result as Result))); // without an error there is a result
  });

/** code of the SFTP protocol, or of the connection */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : 'unknown';

interface Line {
  readonly client: Client;
  readonly sftp: SFTPWrapper;
}

async function connect(target: SftpTarget, lost: () => void): Promise<Line> {
  const { host, port, user, hostKey, identity, password, within } = target;
  const { default: ssh2 } = await import('ssh2');
  const client = new ssh2.Client();
  const ready = new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
  client.on('error', lost);
  client.on('close', lost);
  client.connect({
    host,
    port,
    username: user,
    readyTimeout: within,
    keepaliveInterval: 30_000,
    hostVerifier: (key: Buffer) => hostKeyOf(key) === hostKey,
    ...(identity === undefined ? {} : { privateKey: identity }),
    ...(password === undefined ? {} : { password }),
  });
  try {
    await ready;
    client.setNoDelay(true);
    return { client, sftp: await step<SFTPWrapper>((done) => client.sftp(done)) };
  } catch (error) {
    client.end();
    throw error;
  }
}

/** One line to the partner's machine, opened when it is needed and again after it was lost. */
export function openSftpSession(target: SftpTarget): SftpSession {
  let line: Promise<Line> | undefined;
  const hangUp = (): void => {
    const gone = line;
    line = undefined;
    void gone?.then(
      ({ client }) => client.end(),
      () => undefined,
    );
  };

  async function patiently<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(errors.noAnswer({ detail: `${target.within} ms` })), target.within);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async use(work) {
      try {
        line ??= connect(target, () => {
          line = undefined;
        });
        const { sftp } = await line;
        return await patiently(work(sftp));
      } catch (error) {
        // what state the line is in nobody knows
        hangUp();
        throw isFhirError(error) ? error : errors.notConnected({ detail: codeOf(error) });
      }
    },
    close: hangUp,
  };
}
