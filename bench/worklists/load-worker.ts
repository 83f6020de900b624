import { workerData } from 'node:worker_threads';
import { loadBatches } from '../load-batches.ts';
import { cultureWork } from './culture-work.ts';
import { labWork } from './lab-work.ts';
import { controlLots, qualityWork } from './quality-work.ts';

/** What a thread is told: which record, how many rows of each list, and where the next batch is counted. */
export interface LoadOrder {
  readonly url: string;
  readonly rows: number;
  readonly now: number;
  readonly next: SharedArrayBuffer;
}

const { url, rows, now, next } = workerData as LoadOrder;
const people = Math.ceil(rows / 4);
// every row of the batch: two sheets of the laboratory, as half of them wait for a doctor; one culture; one control
await loadBatches({
  url,
  next,
  units: rows,
  size: 40,
  of: (first, last) => [
    ...labWork(now, 2 * first, 2 * last, 2 * rows),
    ...cultureWork(now, first, last, people),
    ...qualityWork(now, first, last, rows),
    ...(first === 0 ? controlLots(rows) : []),
  ],
});
