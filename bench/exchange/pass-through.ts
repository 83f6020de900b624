import { acknowledge, type MllpServer, openMllpClient, openMllpServer } from '@lienmach/exchange';
import { quantile } from './drive.ts';

/** Where pass-through messages arrive, with the moment of each. */
export interface Receiver {
  readonly port: number;
  /** milliseconds, by control id */
  readonly arrived: Map<string, number>;
  readonly count: () => number;
  close(): Promise<void>;
}

export async function openReceiver(isKept: boolean): Promise<Receiver> {
  const arrived = new Map<string, number>();
  let count = 0;
  const server: MllpServer = await openMllpServer({
    host: '127.0.0.1',
    port: 0,
    overflow: () => Buffer.alloc(0),
    async answer(raw) {
      count += 1;
      const id = Buffer.from(raw).toString('latin1', 0, 300).split('|')[9] ?? '';
      if (isKept) arrived.set(id, performance.now());
      return acknowledge(raw, { code: 'AA', controlId: '1', at: new Date() });
    },
  });
  return { port: server.port, arrived, count: () => count, close: () => server.close() };
}

export const passed = (run: string, index: number): Buffer =>
  Buffer.from(`MSH|^~\\&|BENCH||||20261122080000||ADT^A08|${run}-${index}|P|2.5.1\rPID|1||P${index % 500}\rPV1|1|O\r`);

export interface Hop {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Sends at a steady pace and looks when each message arrives at the end. @param perSecond  pace; @param count  messages */
export async function measureHop(
  port: number,
  receiver: Receiver,
  { run, count, perSecond }: { readonly run: string; readonly count: number; readonly perSecond: number },
): Promise<Hop> {
  const client = openMllpClient({ host: '127.0.0.1', port });
  const sent = new Map<string, number>();
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    const wait = began + (index * 1000) / perSecond - performance.now();
    if (wait > 1) await new Promise((done) => setTimeout(done, wait));
    sent.set(`${run}-${index}`, performance.now());
    await client.send(passed(run, index));
  }
  client.close();
  await untilAll(() => [...sent.keys()].every((id) => receiver.arrived.has(id)));
  const times = [...sent].map(([id, at]) => (receiver.arrived.get(id) ?? 0) - at).sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) };
}

/** Keeps sending at a steady pace, beside something else, until told to stop. @returns how many were sent */
export async function sendBeside(
  port: number,
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
  message: (index: number) => Uint8Array,
  work: () => Promise<void>,
): Promise<number> {
  const client = openMllpClient({ host: '127.0.0.1', port });
  let isOver = false;
  let sent = 0;
  const sending = (async () => {
    const began = performance.now();
    while (!isOver && sent < count) {
      const wait = began + (sent * 1000) / perSecond - performance.now();
      if (wait > 1) await new Promise((done) => setTimeout(done, wait));
      await client.send(message(sent++));
    }
  })();
  await work();
  isOver = true;
  await sending;
  client.close();
  return sent;
}

/** @throws Error when it takes longer than ten minutes */
export async function untilAll(isThere: () => boolean): Promise<void> {
  for (let waited = 0; !isThere(); waited++) {
    if (waited > 12_000) throw new Error('not everything arrived');
    await new Promise((done) => setTimeout(done, 50));
  }
}
