import { type IncomingMessage, request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { isIP } from 'node:net';
import { checkedLookup, REFUSED_ADDRESS } from './checked-lookup.ts';
import { errors } from './errors.ts';
import { isPrivateAddress } from './private-address.ts';
import type { ServiceAnswer, ServiceCall } from './service-contract.ts';

export interface CallLimits {
  /** milliseconds until the whole answer has to be there */
  readonly patience: number;
  /** bytes of an answer */
  readonly largest: number;
}

interface CallOptions extends CallLimits {
  readonly id: string;
  readonly isInside: boolean;
}

const lookupOutside = checkedLookup(isPrivateAddress);

/** The whole body as text, or undefined when it is larger than allowed. */
async function readWhole(answer: IncomingMessage, largest: number): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > largest) return undefined;
    pieces.push(piece);
  }
  return answer.complete ? Buffer.concat(pieces).toString('utf8') : undefined;
}

const codeOf = (thrown: Error): string => ('code' in thrown ? String(thrown.code) : thrown.name);

/**
 * One call on a connection of its own: a late answer can never be taken for the answer to the next call.
 *
 * @throws exchange.serviceUnreachable, exchange.serviceSilent, exchange.servicePrivate
 */
export function callService(target: URL, call: ServiceCall, options: CallOptions): Promise<ServiceAnswer> {
  const { id, isInside, patience, largest } = options;
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (!isInside && isIP(host) > 0 && isPrivateAddress(host)) return Promise.reject(errors.servicePrivate({ id }));
  const isSecure = target.protocol === 'https:';
  const body = Buffer.from(call.body ?? '', 'utf8');
  return new Promise((done, fail) => {
    let isConnected = false;
    const trouble = (thrown: Error): void => {
      const detail = codeOf(thrown);
      if (detail === REFUSED_ADDRESS) fail(errors.servicePrivate({ id }));
      else fail(isConnected ? errors.serviceSilent({ id, detail }) : errors.serviceUnreachable({ id, detail }));
    };
    const request = (isSecure ? requestSecurely : requestPlainly)(target, {
      method: call.method ?? 'POST',
      headers: { ...call.headers, 'content-length': body.length },
      agent: false,
      signal: AbortSignal.timeout(patience),
      ...(isInside ? {} : { lookup: lookupOutside }),
    });
    request.once('socket', (socket) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      });
    });
    request.on('error', trouble);
    request.once('response', (answer) => {
      const contentType = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      readWhole(answer, largest).then((text) => {
        if (text === undefined) fail(errors.serviceSilent({ id, detail: 'cut or too large' }));
        else done({ status: answer.statusCode ?? 0, contentType, text });
        request.destroy();
      }, trouble);
    });
    request.end(body);
  });
}
