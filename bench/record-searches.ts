import { codeSystems, identifierSystems } from '@lienmach/core';
import { fold } from '@lienmach/fhir-store';
import type { Bundle, FhirResource } from 'fhir/r4';
import type { BenchState } from './bench-state.ts';
import { pulse } from './clinic-words.ts';
import type { Step } from './closed-loop.ts';
import type { FhirClient } from './fhir-client.ts';
import { personOf } from './people.ts';

interface Question {
  readonly path: string;
  /** what is wrong with this answer, if anything */
  readonly judge: (found: readonly FhirResource[]) => string | undefined;
}

export type SearchName = 's1' | 's2' | 's3' | 's4' | 's5' | 's6' | 's7' | 's8';

const token = (system: string, code: string): string => encodeURIComponent(`${system}|${code}`);
const unless = (isRight: boolean, wrong: string): string | undefined => (isRight ? undefined : wrong);
const all = (found: readonly FhirResource[], test: (resource: FhirResource, place: number) => boolean): boolean =>
  found.length > 0 && found.every(test);
const has = (found: readonly FhirResource[], type: string): boolean =>
  found.some(({ resourceType }) => resourceType === type);

const isOf = (resource: FhirResource, patient: string): boolean =>
  'subject' in resource && JSON.stringify(resource.subject).includes(`"${patient}"`);

/** Is the date of each not later than that of the one before? */
const descends = (found: readonly FhirResource[], dateOf: (resource: FhirResource) => string | undefined): boolean =>
  found.every((one, place) => place === 0 || (dateOf(one) ?? '') <= (dateOf(found[place - 1] ?? one) ?? ''));

const effective = (one: FhirResource) => (one.resourceType === 'Observation' ? one.effectiveDateTime : undefined);
const authored = (one: FhirResource) => (one.resourceType === 'ServiceRequest' ? one.authoredOn : undefined);

type Ask = (state: BenchState) => Question;

function somebody(state: BenchState) {
  const known = state.random.pick(state.patients);
  return { ...known, ...personOf(state.seed, known.number) };
}

const number = (personalNumber: string): string => token(identifierSystems.personalNumber, personalNumber);

export const searches: Readonly<Record<SearchName, { readonly title: string; readonly ask: Ask }>> = {
  s1: {
    title: 'Patient?name',
    ask(state) {
      const { family } = somebody(state);
      return {
        path: `/Patient?name=${encodeURIComponent(family)}&_count=20`,
        judge: (found) =>
          unless(
            all(found, (one) => fold(JSON.stringify(one)).includes(fold(family))),
            'name: wrong or empty',
          ),
      };
    },
  },
  s2: {
    title: 'Patient?identifier',
    ask(state) {
      const { personalNumber, patient } = somebody(state);
      return {
        path: `/Patient?identifier=${number(personalNumber)}`,
        judge: (found) =>
          unless(found.length === 1 && patient === `Patient/${found[0]?.id}`, `identifier: ${found.length} hits`),
      };
    },
  },
  s3: {
    title: 'Patient?birthdate',
    ask(state) {
      const { birthDate } = somebody(state);
      return {
        path: `/Patient?birthdate=${birthDate}&_count=20`,
        judge: (found) =>
          unless(
            all(found, (one) => one.resourceType === 'Patient' && one.birthDate === birthDate),
            'birthdate: wrong or empty',
          ),
      };
    },
  },
  s4: {
    title: 'Observation?patient&code&_sort=-date&_count=10',
    ask(state) {
      const { patient } = somebody(state);
      return {
        path: `/Observation?patient=${encodeURIComponent(patient)}&code=${token(codeSystems.loinc, pulse.code)}&_sort=-date&_count=10`,
        judge: (found) =>
          unless(
            all(found, (one) => isOf(one, patient)) && descends(found, effective),
            'observations: wrong, unsorted or empty',
          ),
      };
    },
  },
  s5: {
    title: 'Encounter?patient&_include=practitioner',
    ask(state) {
      const { patient } = somebody(state);
      return {
        path: `/Encounter?patient=${encodeURIComponent(patient)}&_include=Encounter:practitioner&_count=20`,
        judge: (found) => unless(has(found, 'Encounter') && has(found, 'Practitioner'), 'include missing'),
      };
    },
  },
  s6: {
    title: 'ServiceRequest?status=active&_sort=-authored',
    ask: () => ({
      path: '/ServiceRequest?status=active&_sort=-authored&_count=20',
      judge: (found) =>
        unless(
          all(found, (one) => one.resourceType === 'ServiceRequest' && one.status === 'active') &&
            descends(found, authored),
          'orders: wrong, unsorted or empty',
        ),
    }),
  },
  s7: {
    title: 'Observation?subject:Patient.identifier',
    ask(state) {
      const { personalNumber, patient } = somebody(state);
      return {
        path: `/Observation?subject:Patient.identifier=${number(personalNumber)}&_count=20`,
        judge: (found) =>
          unless(
            all(found, (one) => isOf(one, patient)),
            'chain: wrong or empty',
          ),
      };
    },
  },
  s8: {
    title: 'Patient?_id&_revinclude twice',
    ask(state) {
      const { patient } = somebody(state);
      return {
        path: `/Patient?_id=${patient.slice('Patient/'.length)}&_revinclude=Encounter:patient&_revinclude=Condition:patient`,
        judge: (found) => unless(has(found, 'Encounter') && has(found, 'Condition'), 'revinclude missing'),
      };
    },
  },
};

async function answered(client: FhirClient, { path, judge }: Question) {
  const { entry = [] } = JSON.parse((await client.get(path)).text) as Bundle<FhirResource>;
  const found = entry.flatMap(({ resource }) => resource ?? []);
  return { resources: found.length, wrong: judge(found) };
}

export const searchStep =
  (client: FhirClient, state: BenchState, name: SearchName): Step =>
  () =>
    answered(client, searches[name].ask(state));

/** s*: all eight in turn. */
export const searchMix = (client: FhirClient, state: BenchState): Step => {
  const asks = Object.values(searches).map(({ ask }) => ask);
  return (turn) => {
    const ask = asks[turn % asks.length] ?? searches.s1.ask;
    return answered(client, ask(state));
  };
};
