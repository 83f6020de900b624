import type { Step } from './closed-loop.ts';
import type { Phase } from './phases.ts';
import { readEverything, readPatient } from './record-reads.ts';
import { type SearchName, searches, searchMix, searchStep } from './record-searches.ts';
import type { RecordSide } from './record-side.ts';
import { createObservation, createPatientOnce, postVisit, updateObservation } from './record-writes.ts';

type Asked = Pick<RecordSide, 'client' | 'state'>;

interface Work {
  readonly letter: string;
  readonly title: string;
  readonly step: (side: Asked) => Step;
  /** most times its own time in the small record */
  readonly wanted?: number;
}

const FLAT = 1.5;

/** Reading first: what is written would make the small record grow under the searches. */
const works: readonly Work[] = [
  { letter: 'c2', title: 'read Patient', step: ({ client, state }) => readPatient(client, state), wanted: FLAT },
  ...(Object.keys(searches) as SearchName[]).map((name) => ({
    letter: name,
    title: searches[name].title,
    step: ({ client, state }: Asked) => searchStep(client, state, name),
    wanted: FLAT,
  })),
  { letter: 'f', title: 'Patient/$everything', step: ({ client, state }) => readEverything(client, state) },
  { letter: 'b', title: 'create Observation', step: ({ client, state }) => createObservation(client, state) },
  { letter: 'b2', title: 'conditional create Patient', step: ({ client, state }) => createPatientOnce(client, state) },
  { letter: 'd', title: 'update', step: ({ client, state }) => updateObservation(client, state) },
  { letter: 'a', title: 'one visit', step: ({ client, state }) => postVisit(client, state) },
];

/** Each work on the large record, and in turns with it on the small one. */
export const scalePhases = (large: Asked, small: Asked): Phase[] =>
  works.map(({ letter, title, step, wanted }) => ({
    letter,
    title,
    record: () => step(large),
    limit: { called: 'small', step: () => step(small) },
    ...(wanted === undefined ? {} : { wanted }),
  }));

/** Of a hundred requests: 45 reads, 35 searches, 10 creates, 5 updates, 4 visits, 1 of everything about a patient. */
export function mixedLoad({ client, state }: Asked): Step {
  const shares: readonly (readonly [upTo: number, step: Step])[] = [
    [45, readPatient(client, state)],
    [80, searchMix(client, state)],
    [90, createObservation(client, state)],
    [95, updateObservation(client, state)],
    [99, postVisit(client, state)],
    [100, readEverything(client, state)],
  ];
  return (turn) => {
    const place = (turn * 37) % 100; // every hundred turns each place once, well mixed
    const step = shares.find(([upTo]) => place < upTo)?.[1] ?? readPatient(client, state);
    return step(turn);
  };
}

/** What the concurrency axis asks. */
export const axisSteps = (side: Asked): readonly (readonly [title: string, step: Step])[] => [
  ['read Patient', readPatient(side.client, side.state)],
  ['the eight searches in turn', searchMix(side.client, side.state)],
  ['create Observation', createObservation(side.client, side.state)],
  ['one visit', postVisit(side.client, side.state)],
  ['mixed load', mixedLoad(side)],
];
