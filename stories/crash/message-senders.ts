import { setTimeout as sleep } from 'node:timers/promises';
import { endpointOfChannel } from '@lienmach/core';
import { type MllpClient, openMllpClient } from '@lienmach/exchange';
import { freePort } from './running-program.ts';

export interface Senders {
  /** control ids whose acknowledgement AA arrived whole */
  readonly acknowledged: ReadonlySet<string>;
  /** when every message was acknowledged. @throws Error when one is turned down, or never taken */
  readonly done: Promise<void>;
  /** Lets messages leave up to this number; the senders wait there. */
  allow(count: number): void;
}

const SENDERS = 8;
/** a tenth of a second each: the house is away for some seconds at most */
const MOST_TRIES = 900;

/** A partner whose numbers count, on a port of its own. @returns the port */
export async function openMessageChannel(url: string, token: string, partner: string): Promise<number> {
  const port = await freePort();
  const definition = JSON.stringify({
    direction: 'in',
    transport: { kind: 'mllp', port },
    partner: { id: partner },
    options: { 'authority.': 'partner' },
  });
  const shown = { transport: 'mllp', codec: 'hl7v2', address: `mllp://127.0.0.1:${port}` };
  const channel = { id: partner, name: partner, status: 'active', definition } as const;
  const { managingOrganization: _, ...endpoint } = endpointOfChannel(channel, '', shown);
  const answer = await fetch(`${url}/fhir/R4/Endpoint/${partner}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(endpoint),
  });
  if (!answer.ok) throw new Error(`channel refused: ${answer.status} ${await answer.text()}`);
  return port;
}

const messageOf = (id: string): Buffer =>
  Buffer.from(
    `MSH|^~\\&|HIS||||20261122080000+0700||ADT^A28^ADT_A05|${id}|P|2.5.1\rEVN|A28|20261122080000+0700\rPID|1||${id}||THU^NGUOI||19900101|F\r`,
  );

const codeOf = (answer: Buffer): string => /\rMSA\|(\w\w)\|/.exec(answer.toString('latin1'))?.[1] ?? '';

/** Sends until it is acknowledged, as every careful partner does. */
async function deliver(client: MllpClient, id: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await client.send(messageOf(id)).catch(() => undefined);
    const code = answer === undefined ? '' : codeOf(answer);
    if (code === 'AA') return;
    if (code === 'AR') throw new Error(`${id} was turned down: ${answer?.toString()}`);
    await sleep(100);
  }
  throw new Error(`${id} was never taken`);
}

/** Eight senders, each one message at a time, that send again what was not acknowledged; nothing leaves before `allow`. */
export function startSenders(port: number, prefix: string, count: number): Senders {
  const acknowledged = new Set<string>();
  let next = 0;
  let allowed = 0;
  const one = async (): Promise<void> => {
    const client = openMllpClient({ host: '127.0.0.1', port, answerWithin: 20_000 });
    try {
      while (next < count) {
        if (next >= allowed) {
          await sleep(20);
          continue;
        }
        const id = `${prefix}${next++}`;
        await deliver(client, id);
        acknowledged.add(id);
      }
    } finally {
      client.close();
    }
  };
  const done = Promise.all(Array.from({ length: SENDERS }, one)).then(() => undefined);
  done.catch(() => undefined);
  return {
    acknowledged,
    done,
    allow(upTo) {
      allowed = upTo;
    },
  };
}
