import { workerData } from 'node:worker_threads';
import { loadBatches } from '../load-batches.ts';
import { pastClaims, wholeVisits } from './month-resources.ts';

/** What a thread is told: which record, what of which month, and where the next batch is counted. */
export interface LoadOrder {
  readonly url: string;
  readonly month: string;
  readonly visits: number;
  /** `visits`: everything of each; `judged`: with the Claim; `claims`: Claim and ClaimResponse only */
  readonly kind: 'visits' | 'judged' | 'claims';
  readonly next: SharedArrayBuffer;
}

const BATCH = { visits: 20, judged: 20, claims: 200 } as const;

const { url, month, visits, kind, next } = workerData as LoadOrder;
await loadBatches({
  url,
  next,
  units: visits,
  size: BATCH[kind],
  of: (first, last) =>
    kind === 'claims' ? pastClaims(month, first, last) : wholeVisits(month, first, last, kind === 'judged'),
});
