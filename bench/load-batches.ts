import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { type BulkStore, type Caller, openPostgres, openStore } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { FhirResource } from 'fhir/r4';

/** What a thread writes into which record, and where the next batch is counted. */
export interface Batches {
  readonly url: string;
  /** one whole number, shared: the first unit that nobody has taken yet */
  readonly next: SharedArrayBuffer;
  /** units in all, and of one batch: few enough that conditional writes elsewhere need not wait for it */
  readonly units: number;
  readonly size: number;
  /** resources of these units, `last` not among them */
  readonly of: (first: number, last: number) => readonly FhirResource[];
}

/** batches under way in one thread: one is made while the other is written */
const UNDER_WAY = 2;
const TRIES = 20;

const caller: Caller = {
  agent: { who: 'Device/bench', display: 'bench', client: 'bench', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

/** On a busy machine the database may be late: what is there already is left alone, so the batch is given again. */
async function writePatiently(store: BulkStore, resources: readonly FhirResource[]): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      const { refused } = await store.importBatch(caller, resources, { as: 'move' });
      const [first] = refused;
      if (first !== undefined) throw first.error;
      return;
    } catch (thrown) {
      if (left === 0 || !isFhirError(thrown) || thrown.outcome.issue[0]?.code !== 'transient') throw thrown;
      await sleep(500);
    }
  }
}

/** Takes batch after batch until none is left; tells its parent how many units each had. */
export async function loadBatches({ url, next, units, size, of }: Batches): Promise<void> {
  const sql = openPostgres({ url, max: UNDER_WAY });
  const store = openStore(sql);
  const taken = new Int32Array(next);
  const write = async (): Promise<void> => {
    for (;;) {
      const first = Atomics.add(taken, 0, size);
      if (first >= units) return;
      const last = Math.min(units, first + size);
      await writePatiently(store, of(first, last));
      parentPort?.postMessage(last - first);
    }
  };
  try {
    await Promise.all(Array.from({ length: UNDER_WAY }, write));
  } finally {
    await sql.close();
  }
}
