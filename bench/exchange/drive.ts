import { type MllpClient, openMllpClient } from '@lienmach/exchange';

export interface Drive {
  readonly messages: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** milliseconds from the first byte sent to the acknowledgement */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** answers that were no AA */
  readonly wrong: number;
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const isTaken = (answer: Buffer): boolean => /\rMSA\|A?A\|/.test(answer.toString('latin1'));

/**
 * Sends as fast as answers come: each connection one message at a time, as MLLP asks.
 *
 * @param message  the message of this number
 * @param tell  called now and then with how many were answered
 */
export async function drive(
  port: number,
  { connections, messages }: { readonly connections: number; readonly messages: number },
  message: (index: number) => Uint8Array,
  tell?: (answered: number) => void,
): Promise<Drive> {
  const times: number[] = [];
  let next = 0;
  let wrong = 0;
  const every = Math.max(1, Math.floor(messages / 20));
  const one = async (client: MllpClient): Promise<void> => {
    while (next < messages) {
      const content = message(next++);
      const began = performance.now();
      const answer = await client.send(content);
      times.push(performance.now() - began);
      if (!isTaken(answer)) wrong += 1;
      if (times.length % every === 0) tell?.(times.length);
    }
  };
  const clients = Array.from({ length: connections }, () => openMllpClient({ host: '127.0.0.1', port }));
  const began = performance.now();
  await Promise.all(clients.map(one));
  const seconds = (performance.now() - began) / 1000;
  for (const client of clients) client.close();
  times.sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share));
  return {
    messages,
    seconds,
    perSecond: messages / seconds,
    p50: p50 ?? 0,
    p95: p95 ?? 0,
    p99: p99 ?? 0,
    wrong,
  };
}
