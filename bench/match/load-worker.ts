import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type BulkStore, type Caller, openPostgres, openStore } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Patient } from 'fhir/r4';
import { householdOf } from '../persons/household.ts';
import { idOf } from './id-of-person.ts';
import { patientOfPerson } from './patient-of-person.ts';

/** What a thread is told: which record, which persons, and where the next batch is counted. */
export interface LoadOrder {
  readonly url: string;
  readonly seed: number;
  readonly homes: number;
  /** one whole number, shared: the first home that nobody has taken yet */
  readonly next: SharedArrayBuffer;
}

/** homes of a batch: few enough numbers that conditional writes elsewhere need not wait for it */
const HOMES = 64;
/** batches under way in one thread: one is made while the other is written */
const UNDER_WAY = 2;
const TRIES = 20;

const caller: Caller = {
  agent: { who: 'Device/bench', display: 'bench', client: 'bench', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

function personsOf(seed: number, first: number, last: number): Patient[] {
  const patients: Patient[] = [];
  for (let home = first; home < last; home += 1)
    for (const [place, person] of householdOf(seed, home).entries())
      patients.push(patientOfPerson(person, idOf(home, place)));
  return patients;
}

/** On a busy machine the database may be late: what is there already is left alone, so the batch is given again. */
async function writePatiently(store: BulkStore, patients: readonly Patient[]): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      const { refused } = await store.importBatch(caller, patients, { as: 'move' });
      const [first] = refused;
      if (first !== undefined) throw first.error;
      return;
    } catch (thrown) {
      if (left === 0 || !isFhirError(thrown) || thrown.outcome.issue[0]?.code !== 'transient') throw thrown;
      await sleep(500);
    }
  }
}

/** Takes batch after batch until none is left; tells its parent how many homes each had. */
async function load({ url, seed, homes, next }: LoadOrder): Promise<void> {
  const sql = openPostgres({ url, max: UNDER_WAY });
  const store = openStore(sql);
  const taken = new Int32Array(next);
  const write = async (): Promise<void> => {
    for (;;) {
      const first = Atomics.add(taken, 0, HOMES);
      if (first >= homes) return;
      const last = Math.min(homes, first + HOMES);
      await writePatiently(store, personsOf(seed, first, last));
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
