import { setTimeout as sleep } from 'node:timers/promises';
import type { BulkStore } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Patient } from 'fhir/r4';
import { HOUSEHOLD, householdOf } from '../persons/household.ts';
import { caller } from './open-record.ts';
import { patientOfPerson } from './patient-of-person.ts';

const HOMES = 250;
const WRITERS = 2;
const TRIES = 20;

/** Id of a generated person: which home, which of it. */
export const idOf = (home: number, place: number): string => `p${home}-${place}`;

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
      const { refused } = await store.importBatch(caller, patients, { as: 'load' });
      const [first] = refused;
      if (first !== undefined) throw first.error;
      return;
    } catch (thrown) {
      if (left === 0 || !isFhirError(thrown) || thrown.outcome.issue[0]?.code !== 'transient') throw thrown;
      await sleep(500);
    }
  }
}

/**
 * Fills the record by the store's own import: batches of 1000 new Patients with versions, index rows and audit, two at a
 * time. Validation is off, as the persons are made, not received.
 *
 * @returns seconds it took
 */
export async function loadPersons(store: BulkStore, seed: number, persons: number): Promise<number> {
  const homes = Math.ceil(persons / HOUSEHOLD);
  const began = performance.now();
  let next = 0;
  let told = 0;
  const write = async (): Promise<void> => {
    while (next < homes) {
      const first = next;
      next = Math.min(homes, first + HOMES);
      await writePatiently(store, personsOf(seed, first, next));
      const done = next * HOUSEHOLD;
      if (done - told < 50_000) continue;
      told = done;
      console.log(`${done} persons, ${Math.round(done / ((performance.now() - began) / 1000))} a second`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return (performance.now() - began) / 1000;
}
