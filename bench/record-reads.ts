import type { Bundle } from 'fhir/r4';
import type { BenchState } from './bench-state.ts';
import type { Step } from './closed-loop.ts';
import type { FhirClient } from './fhir-client.ts';

/** c: an observation written in this run. */
export const readObservation =
  (client: FhirClient, state: BenchState): Step =>
  async () => {
    const { id } = state.random.pick(state.observations);
    const { text } = await client.get(`/Observation/${id}`);
    return { resources: 1, wrong: text.includes(`"${id}"`) ? undefined : 'another resource' };
  };

/** c2: any patient of the whole load. */
export const readPatient =
  (client: FhirClient, state: BenchState): Step =>
  async () => {
    const { patient } = state.random.pick(state.patients);
    const { text } = await client.get(`/${patient}`);
    return {
      resources: 1,
      wrong: text.includes(`"${patient.slice('Patient/'.length)}"`) ? undefined : 'another patient',
    };
  };

/** least that a patient with one visit has */
const leastOfAPatient = 18;

/** f: everything about one patient. */
export const readEverything =
  (client: FhirClient, state: BenchState): Step =>
  async () => {
    const { text } = await client.get(`/${state.random.pick(state.patients).patient}/$everything`);
    const found = (JSON.parse(text) as Bundle).entry?.length ?? 0;
    return { resources: found, wrong: found >= leastOfAPatient ? undefined : `only ${found} resources` };
  };

/** f2: five pages of 200, each by the link of the one before; no resource may come twice. */
export const readPages =
  (client: FhirClient): Step =>
  async () => {
    let path: string | undefined = '/Observation?_count=200';
    const ids = new Set<string | undefined>();
    let found = 0;
    for (let page = 0; page < 5 && path !== undefined; page++) {
      const { entry = [], link = [] } = JSON.parse((await client.get(path)).text) as Bundle;
      found += entry.length;
      for (const { resource } of entry) ids.add(resource?.id);
      const next = link.find(({ relation }) => relation === 'next')?.url;
      path = next?.slice(next.indexOf('/Observation'));
    }
    const wrong = found <= 200 ? `only ${found}` : ids.size === found ? undefined : `${found - ids.size} twice`;
    return { resources: found, wrong };
  };

/** g: all versions of one observation. */
export const readHistory =
  (client: FhirClient, state: BenchState): Step =>
  async () => {
    const { id } = state.random.pick(state.observations);
    const { text } = await client.get(`/Observation/${id}/_history`);
    const found = (JSON.parse(text) as Bundle).entry?.length ?? 0;
    return { resources: found, wrong: found > 0 ? undefined : 'no version' };
  };
