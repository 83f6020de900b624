import type { BenchState } from './bench-state.ts';
import type { Step } from './closed-loop.ts';
import type { FhirClient } from './fhir-client.ts';
import type { Limit } from './limit.ts';
import type { LimitSearch } from './limit-statements.ts';
import { readEverything, readHistory, readObservation, readPages, readPatient } from './record-reads.ts';
import { type SearchName, searches, searchMix, searchStep } from './record-searches.ts';
import {
  createPatientOnce,
  createPrepared,
  postPreparedVisits,
  updateMatching,
  updateObservation,
} from './record-writes.ts';

export interface Phase {
  readonly letter: string;
  readonly title: string;
  /** made anew for each window */
  readonly record: (seconds: number) => Step;
  /** what the other side does, and how it is called; made anew for each window */
  readonly limit?: { readonly called: string; readonly step: (seconds: number) => Step };
  /** share of the limit's rate that is wanted at least */
  readonly wanted?: number;
  /** share of the usual window */
  readonly share?: number;
}

export interface Sides {
  readonly client: FhirClient;
  readonly state: BenchState;
  readonly limit: Limit;
  /** the bare HTTP server */
  readonly floor: FhirClient;
}

/** most that the limit can use up in a second on a machine like this; when it runs dry, its window ends early */
const visitsPerSecond = 800;
const observationsPerSecond = 5_000;
/** the same for the record */
const recordVisitsPerSecond = 400;
const recordObservationsPerSecond = 3_000;

const floorRead =
  ({ floor, limit, state }: Sides): Step =>
  async () => {
    const id = state.random.pick(limit.ids);
    const { text } = await floor.get(`/Observation/${id}`);
    return { resources: 1, wrong: text.includes(`"${id}"`) ? undefined : 'another resource' };
  };

const searchPhase = (sides: Sides, name: SearchName): Phase => {
  const isCompared = (one: SearchName): one is LimitSearch => one !== 's1' && one !== 's3' && one !== 's8';
  return {
    letter: name,
    title: searches[name].title,
    record: () => searchStep(sides.client, sides.state, name),
    share: 0.5,
    ...(isCompared(name)
      ? { limit: { called: name === 's5' ? 'SQL, no include' : 'SQL', step: () => sides.limit.search(name) } }
      : {}),
  };
};

/** The letters of the phases and what one request of each is are those of the reports before. */
export function phasesOf(sides: Sides): Phase[] {
  const { client, state, limit } = sides;
  return [
    {
      letter: 'a',
      title: 'transaction: one visit',
      record: (seconds) => postPreparedVisits(client, state, Math.ceil(seconds * recordVisitsPerSecond)),
      limit: { called: 'one statement', step: (seconds) => limit.visits(Math.ceil(seconds * visitsPerSecond)) },
      wanted: 0.2,
    },
    {
      letter: 'b',
      title: 'create Observation',
      record: (seconds) => createPrepared(client, state, Math.ceil(seconds * recordObservationsPerSecond)),
      limit: {
        called: 'one statement',
        step: (seconds) => limit.observations(Math.ceil(seconds * observationsPerSecond)),
      },
    },
    { letter: 'b2', title: 'conditional create Patient', record: () => createPatientOnce(client, state) },
    {
      letter: 'c',
      title: 'read by id',
      record: () => readObservation(client, state),
      limit: { called: 'bare HTTP + primary key', step: () => floorRead(sides) },
      wanted: 0.4,
    },
    { letter: 'c2', title: 'read Patient of the load', record: () => readPatient(client, state) },
    { letter: 'd', title: 'update', record: () => updateObservation(client, state) },
    { letter: 'd2', title: 'update with If-Match', record: () => updateMatching(client, state) },
    ...(Object.keys(searches) as SearchName[]).map((name) => searchPhase(sides, name)),
    { letter: 's*', title: 'the eight searches in turn', record: () => searchMix(client, state) },
    { letter: 'f', title: 'Patient/$everything', record: () => readEverything(client, state) },
    { letter: 'f2', title: 'five pages of 200', record: () => readPages(client), share: 0.5 },
    { letter: 'g', title: 'history of one resource', record: () => readHistory(client, state), share: 0.5 },
  ];
}
