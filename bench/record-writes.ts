import { identifierSystems } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import type { BenchState, KnownObservation } from './bench-state.ts';
import { pulse } from './clinic-words.ts';
import type { Step, StepResult } from './closed-loop.ts';
import type { FhirClient } from './fhir-client.ts';
import { visitStart } from './generate-visits.ts';
import { vitalSign } from './observations.ts';
import { patientOf, personOf } from './people.ts';

const locationShape = /"location":"(?:[^"]*\/)?([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]+)\/_history\/\d+"/g;
const CREATED = '"status":"201 Created"';

/** how often a text occurs */
function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}

interface Visit {
  readonly body: string;
  readonly newcomer: number | undefined;
  readonly size: number;
}

function makeVisit(state: BenchState): Visit {
  const { bundle, newcomer, size } = state.nextVisit();
  return { body: JSON.stringify(bundle), newcomer, size };
}

async function sendVisit(client: FhirClient, state: BenchState, { body, newcomer, size }: Visit) {
  const { text } = await client.send('POST', '', body);
  const made = occurrences(text, CREATED);
  state.resources += made;
  if (newcomer !== undefined) rememberNewcomer(state, newcomer, text);
  return { resources: made, wrong: made === size ? undefined : `${made} of ${size} created` };
}

/** The first two entries of somebody new are the patient and the insurance card. */
function rememberNewcomer(state: BenchState, number: number, text: string): void {
  const [patient, coverage] = text
    .matchAll(locationShape)
    .take(2)
    .map(([, reference]) => reference);
  if (patient?.startsWith('Patient/') && coverage?.startsWith('Coverage/'))
    state.patients.push({ number, patient, coverage });
}

/** a: one visit as one transaction; every entry must have been created. */
export const postVisit =
  (client: FhirClient, state: BenchState): Step =>
  () =>
    sendVisit(client, state, makeVisit(state));

/** Texts are made before the window, as the rows of the other side are. */
export const postPreparedVisits = (client: FhirClient, state: BenchState, prepared: number): Step =>
  sendPrepared(
    prepared,
    () => makeVisit(state),
    (visit) => sendVisit(client, state, visit),
  );

/** One after the other; nothing is left: `undefined`. */
function sendPrepared<Item>(count: number, make: () => Item, send: (item: Item) => Promise<StepResult>): Step {
  const items: (Item | undefined)[] = Array.from({ length: count }, make);
  let next = 0;
  return async () => {
    const place = next++;
    const item = items[place];
    if (item === undefined) return undefined;
    items[place] = undefined;
    return send(item);
  };
}

function newObservation(state: BenchState): Observation {
  const { random } = state;
  return vitalSign(
    random,
    {
      subject: { reference: random.pick(state.patients).patient },
      performer: { reference: random.pick(state.doctors) },
      at: new Date(visitStart(random)).toISOString(),
    },
    pulse,
  );
}

const createdId = /^{"resourceType":"Observation","id":"([A-Za-z0-9\-.]+)"/;

async function sendObservation(client: FhirClient, state: BenchState, body: string) {
  const { text, status, etag } = await client.send('POST', '/Observation', body);
  const id = createdId.exec(text)?.[1];
  state.resources += 1;
  if (id === undefined || etag === undefined || status !== 201) return { resources: 0, wrong: `created: ${status}` };
  state.observations.push({ id, etag });
  return { resources: 1 };
}

/** b: one observation. */
export const createObservation =
  (client: FhirClient, state: BenchState): Step =>
  () =>
    sendObservation(client, state, JSON.stringify(newObservation(state)));

/** Texts are made before the window. */
export const createPrepared = (client: FhirClient, state: BenchState, prepared: number): Step =>
  sendPrepared(
    prepared,
    () => JSON.stringify(newObservation(state)),
    (body) => sendObservation(client, state, body),
  );

/** b2: a patient if nobody has that personal number yet; every second one is known already and must answer 200. */
export const createPatientOnce =
  (client: FhirClient, state: BenchState): Step =>
  async (turn) => {
    const isKnown = turn % 2 === 1;
    const number = isKnown ? state.random.pick(state.patients).number : state.nextPerson++;
    const { personalNumber } = personOf(state.seed, number);
    const criterion = `identifier=${encodeURIComponent(`${identifierSystems.personalNumber}|${personalNumber}`)}`;
    const body = JSON.stringify(patientOf(state.seed, number));
    const { status } = await client.send('POST', '/Patient', body, { 'if-none-exist': criterion });
    if (!isKnown) state.resources += 1;
    const expected = isKnown ? 200 : 201;
    return { resources: 1, wrong: status === expected ? undefined : `${status} instead of ${expected}` };
  };

async function change(client: FhirClient, state: BenchState, known: KnownObservation, ifMatch: boolean) {
  const body = { ...newObservation(state), id: known.id, note: [{ text: `sửa ${known.etag}` }] };
  const headers = ifMatch ? { 'if-match': known.etag } : {};
  const before = known.etag;
  const answer = await client.send('PUT', `/Observation/${known.id}`, JSON.stringify(body), headers);
  known.etag = answer.etag ?? '';
  return { resources: 1, wrong: known.etag === before || known.etag === '' ? `etag stayed ${before}` : undefined };
}

/** d: an observation replaced; the resources are taken in turn, so that no two requests meet at one. */
export const updateObservation =
  (client: FhirClient, state: BenchState): Step =>
  (turn) =>
    change(client, state, inTurn(state, turn), false);

/** d2: the same with If-Match. */
export const updateMatching =
  (client: FhirClient, state: BenchState): Step =>
  (turn) =>
    change(client, state, inTurn(state, turn), true);

function inTurn({ observations }: BenchState, turn: number): KnownObservation {
  const known = observations[turn % observations.length];
  if (known === undefined) throw new RangeError('no observation written yet: run phase b before');
  return known;
}
