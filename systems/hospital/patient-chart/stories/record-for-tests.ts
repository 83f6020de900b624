import { codeSystems, personName } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { AllergyIntolerance, Encounter, FhirResource, Observation, Patient } from 'fhir/r4';
import { patientChart } from '../index.ts';

export interface RecordForTests {
  readonly hospital: TestHospital;
  /** `Patient/…` */
  person(name: string, more?: Partial<Patient>): Promise<string>;
  write<R extends FhirResource>(resource: R): Promise<R>;
  visit(patient: string, start: string, doctor?: string): Promise<Encounter>;
  measure(patient: string, code: string, value: number, at: string, more?: Partial<Observation>): Promise<Observation>;
}

/** an allergy as a partner or a colleague wrote it */
export const allergyOf = (patient: string, text: string): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  code: { text },
  patient: { reference: patient },
});

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** A hospital with the chart alone, and words to write a history by hand. */
export async function openRecordForTests(): Promise<RecordForTests> {
  const hospital = await openTestHospital([patientChart]);
  const { store } = hospital.as('tool');
  return {
    hospital,
    write: (resource) => store.create(resource),
    async person(name, more = {}) {
      const written = await store.create<Patient>({ resourceType: 'Patient', name: [personName(name)], ...more });
      return `Patient/${written.id}`;
    },
    visit: (patient, start, doctor = 'Practitioner/doctor') =>
      store.create<Encounter>({
        resourceType: 'Encounter',
        status: 'finished',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        subject: { reference: patient },
        participant: [{ individual: { reference: doctor } }],
        period: { start, end: start },
        serviceProvider: { reference: hospital.site.facility.organization },
      }),
    measure: (patient, code, value, at, more = {}) =>
      store.create<Observation>({
        resourceType: 'Observation',
        status: 'final',
        category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }] }],
        code: { coding: [{ system: codeSystems.loinc, code }], text: code },
        subject: { reference: patient },
        effectiveDateTime: at,
        valueQuantity: { value, unit: '%' },
        ...more,
      }),
  };
}
