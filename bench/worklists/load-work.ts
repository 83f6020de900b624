import { Worker } from 'node:worker_threads';
import type { LoadOrder } from './load-worker.ts';

const WRITERS = 2;

const write = (order: LoadOrder): Promise<void> =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: order });
    worker.on('error', fail);
    worker.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a writer ended with ${code}`))));
  });

/** Fills the worklists by the store's own import: versions, index rows and audit, no reactions. @returns seconds it took */
export async function loadWork(url: string, rows: number, now: number): Promise<number> {
  const began = performance.now();
  const next = new SharedArrayBuffer(4);
  await Promise.all(Array.from({ length: WRITERS }, () => write({ url, rows, now, next })));
  return (performance.now() - began) / 1000;
}
