import { workerData } from 'node:worker_threads';
import type { Patient } from 'fhir/r4';
import { loadBatches } from '../load-batches.ts';
import { householdOf } from '../persons/household.ts';
import { idOf } from './id-of-person.ts';
import { patientOfPerson } from './patient-of-person.ts';

/** What a thread is told: which record, which persons, and where the next batch is counted. */
export interface LoadOrder {
  readonly url: string;
  readonly seed: number;
  readonly homes: number;
  readonly next: SharedArrayBuffer;
}

const HOMES = 64;

const { url, seed, homes, next } = workerData as LoadOrder;

function personsOf(first: number, last: number): Patient[] {
  const patients: Patient[] = [];
  for (let home = first; home < last; home += 1)
    for (const [place, person] of householdOf(seed, home).entries())
      patients.push(patientOfPerson(person, idOf(home, place)));
  return patients;
}

await loadBatches({ url, next, units: homes, size: HOMES, of: personsOf });
