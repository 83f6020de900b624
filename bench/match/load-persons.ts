import { setTimeout as sleep } from 'node:timers/promises';
import type { FhirStore } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Bundle } from 'fhir/r4';
import { HOUSEHOLD, householdOf } from '../persons/household.ts';
import { caller } from './open-record.ts';
import { patientOfPerson } from './patient-of-person.ts';

const HOMES = 125;
const WRITERS = 2;
const TRIES = 20;

/** Id of a generated person: which home, which of it. */
export const idOf = (home: number, place: number): string => `p${home}-${place}`;

function bundleOf(seed: number, first: number, last: number): Bundle {
  const entry = [];
  for (let home = first; home < last; home += 1) {
    for (const [place, person] of householdOf(seed, home).entries()) {
      const resource = patientOfPerson(person, idOf(home, place));
      entry.push({ resource, request: { method: 'PUT' as const, url: `Patient/${resource.id}` } });
    }
  }
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

/** On a busy machine the database may be late: a transaction is all or nothing, so it is written again. */
async function writePatiently(store: FhirStore, bundle: Bundle): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      await store.bundle(caller, bundle);
      return;
    } catch (thrown) {
      if (left === 0 || !isFhirError(thrown) || thrown.outcome.issue[0]?.code !== 'transient') throw thrown;
      await sleep(500);
    }
  }
}

/**
 * Fills the record by the store's own way for many writes: transactions of 500 new Patients, each one statement with versions,
 * index rows, outbox and audit, two at a time. Validation is off, as the persons are made, not received.
 *
 * @returns seconds it took
 */
export async function loadPersons(store: FhirStore, seed: number, persons: number): Promise<number> {
  const homes = Math.ceil(persons / HOUSEHOLD);
  const began = performance.now();
  let next = 0;
  let told = 0;
  const write = async (): Promise<void> => {
    while (next < homes) {
      const first = next;
      next = Math.min(homes, first + HOMES);
      await writePatiently(store, bundleOf(seed, first, next));
      const done = next * HOUSEHOLD;
      if (done - told < 50_000) continue;
      told = done;
      console.log(`${done} persons, ${Math.round(done / ((performance.now() - began) / 1000))} a second`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return (performance.now() - began) / 1000;
}
