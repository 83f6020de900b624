import { parentPort, workerData } from 'node:worker_threads';
import { type Caller, openPostgres, openStore } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { pastClaims, wholeVisits } from './month-resources.ts';

/** What a thread is told: which record, what of which month, and where the next batch is counted. */
export interface LoadOrder {
  readonly url: string;
  readonly month: string;
  readonly visits: number;
  /** `visits`: everything of each; `judged`: with the Claim; `claims`: Claim and ClaimResponse only */
  readonly kind: 'visits' | 'judged' | 'claims';
  /** one whole number, shared: the first visit that nobody has taken yet */
  readonly next: SharedArrayBuffer;
}

const UNDER_WAY = 2;
const BATCH = { visits: 20, judged: 20, claims: 200 } as const;

const caller: Caller = {
  agent: { who: 'Device/bench', display: 'bench', client: 'bench', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

const resourcesOf = ({ kind, month }: LoadOrder, first: number, last: number): FhirResource[] =>
  kind === 'claims' ? pastClaims(month, first, last) : wholeVisits(month, first, last, kind === 'judged');

/** Takes batch after batch until none is left; tells its parent how many visits each had. */
async function load(order: LoadOrder): Promise<void> {
  const sql = openPostgres({ url: order.url, max: UNDER_WAY });
  const store = openStore(sql);
  const taken = new Int32Array(order.next);
  const size = BATCH[order.kind];
  const write = async (): Promise<void> => {
    for (;;) {
      const first = Atomics.add(taken, 0, size);
      if (first >= order.visits) return;
      const last = Math.min(order.visits, first + size);
      const { refused } = await store.importBatch(caller, resourcesOf(order, first, last), { as: 'move' });
      if (refused[0] !== undefined) throw refused[0].error;
      parentPort?.postMessage(last - first);
    }
  };
  try {
    await Promise.all(Array.from({ length: UNDER_WAY }, write));
  } finally {
    await sql.close();
  }
}

await load(workerData as LoadOrder);
