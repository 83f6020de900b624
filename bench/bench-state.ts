import type { FhirResource } from 'fhir/r4';
import type { FhirClient } from './fhir-client.ts';
import { type VisitContext, visitBundle } from './generate-visits.ts';
import { clinicStaff } from './people.ts';
import { type Random, randomOf } from './random.ts';

export interface KnownPatient {
  readonly number: number;
  /** `Patient/…` */
  readonly patient: string;
  readonly coverage: string;
}

export interface KnownObservation {
  readonly id: string;
  etag: string;
}

/** enough that later visits return to somebody */
const firstPatients = 50;

/** What the bench has written, so that reads and searches can ask for known things. Both sides keep one. */
export class BenchState {
  readonly seed: number;
  readonly random: Random;
  readonly patients: KnownPatient[] = [];
  readonly observations: KnownObservation[] = [];
  readonly doctors: string[] = [];
  clinic = '';
  resources = 0;
  nextPerson = 0;
  #nextVisit = 0;

  constructor(seed: number) {
    this.seed = seed;
    this.random = randomOf(seed, 97);
  }

  /** Every third visit is of somebody new; the others are of known patients. */
  nextVisit() {
    const n = this.#nextVisit++;
    const isNew = n % 3 === 0 || this.patients.length < firstPatients;
    const staff = { clinic: this.clinic, doctors: this.doctors };
    const known = isNew ? undefined : this.random.pick(this.patients);
    const context: VisitContext = known
      ? { ...staff, personNumber: known.number, known }
      : { ...staff, personNumber: this.nextPerson++ };
    const bundle = visitBundle(this.seed, n, context);
    return { bundle, newcomer: isNew ? context.personNumber : undefined, size: bundle.entry?.length ?? 0 };
  }
}

/** The clinic and its doctors, before anything is measured. */
export async function writeStaff(client: FhirClient, state: BenchState): Promise<void> {
  for (const resource of clinicStaff()) {
    const answer = await client.send('POST', `/${resource.resourceType}`, JSON.stringify(resource));
    const { resourceType, id } = JSON.parse(answer.text) as FhirResource;
    if (resourceType === 'Organization') state.clinic = `Organization/${id}`;
    else state.doctors.push(`${resourceType}/${id}`);
    state.resources += 1;
  }
}
