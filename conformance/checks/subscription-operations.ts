import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Subscriber } from '@lienmach/system-kit';
import { nodeOf } from '../json.ts';
import type { Door } from '../open-door.ts';
import { operationCase as at, put } from './answers.ts';
import { type Check, must } from './check.ts';

interface Notification {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** Somebody outside who is told. */
export interface Listener {
  readonly subscriber: Subscriber;
  readonly address: string;
  readonly heard: readonly Notification[];
  close(): Promise<void>;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

export async function openListener(): Promise<Listener> {
  const heard: Notification[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/nghe`;
  return {
    subscriber: { id: 'conformance', address, roles: ['tool'], isInside: true },
    address,
    heard,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

const PATIENCE = 120_000;

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    must(Date.now() < end, `${what}: not within ${PATIENCE / 1000} s`);
    await pause(100);
  }
}

async function subscribe(door: Door, id: string, code: string, channel: object): Promise<void> {
  const criteria = `Observation?code=urn:dang-ky|${code}`;
  const asked = { status: 'requested', reason: 'thử', criteria, channel: { type: 'rest-hook', ...channel } };
  await put(door, 'Subscription', id, asked);
  const status = async () => nodeOf((await door.send('GET', `/Subscription/${id}`)).body).status;
  await until(async () => (await status()) !== 'requested', `${id} is looked at`);
  must((await status()) === 'active', `${id}: ${await status()}`);
}

const result = (door: Door, id: string, code: string): Promise<void> =>
  put(door, 'Observation', id, { status: 'final', code: { coding: [{ system: 'urn:dang-ky', code }] } });

/** Subscriptions of R4, heard at an address of this machine. */
export const subscriptionOperations = ({ address, heard }: Listener): readonly Check[] => [
  at('Subscription: rest-hook', 'what matches is sent, what does not is not', async (door) => {
    const endpoint = `${address}/noi-dung`;
    await subscribe(door, 'dk-a', 'a', { endpoint, payload: 'application/fhir+json' });
    await result(door, 'dk-khac', 'khac');
    await result(door, 'dk-kq', 'a');
    const mine = () => heard.filter(({ url }) => url.startsWith('/nghe/noi-dung'));
    await until(() => mine().length > 0, 'a notification');
    const [first] = mine();
    must(first?.method === 'PUT' && first.url === '/nghe/noi-dung/Observation/dk-kq', `${first?.method} ${first?.url}`);
    must(nodeOf(JSON.parse(first.body)).id === 'dk-kq', first.body.slice(0, 160));
    must(!heard.some(({ url }) => url.includes('dk-khac')), 'told of what does not match');
  }),
  at('Subscription: rest-hook', 'without payload only that there is something', async (door) => {
    await subscribe(door, 'dk-b', 'b', { endpoint: `${address}/trong` });
    await result(door, 'dk-kq-b', 'b');
    await until(() => heard.some(({ url }) => url === '/nghe/trong'), 'a notification');
    const found = heard.find(({ url }) => url === '/nghe/trong');
    must(found?.method === 'POST' && found.body === '', `${found?.method} ${found?.body.slice(0, 160)}`);
  }),
  at('Subscription: rest-hook', 'an address that the site does not know stays off', async (door) => {
    const channel = { type: 'rest-hook', endpoint: 'https://vi-du.example/nghe' };
    await put(door, 'Subscription', 'dk-la', { status: 'requested', reason: 'thử', criteria: 'Observation', channel });
    const status = async () => nodeOf((await door.send('GET', '/Subscription/dk-la')).body).status;
    await until(async () => (await status()) === 'off', 'switched off');
  }),
  at('Subscription: server-sent events', 'a change is told by type and id, without content', async (door) => {
    const text = await firstEvent(door, 'Observation/dk-su-kien', () => result(door, 'dk-su-kien', 'c'));
    must(text.includes('dk-su-kien') && !text.includes('urn:dang-ky'), text.slice(0, 160));
  }),
];

/** The stream from its beginning to the line that names the resource. */
async function firstEvent(door: Door, name: string, act: () => Promise<void>): Promise<string> {
  const id = name.split('/')[1] ?? '';
  const stop = new AbortController();
  const answer = await door.open('/events', stop.signal);
  let text = '';
  try {
    const decoder = new TextDecoder();
    for await (const part of answer) {
      const before = text;
      text += decoder.decode(part, { stream: true });
      if (!before.includes('event: ready') && text.includes('event: ready')) await act();
      if (text.includes(id)) return text;
    }
  } finally {
    stop.abort();
  }
  throw new Error(`the stream ended: ${text.slice(0, 160)}`);
}
