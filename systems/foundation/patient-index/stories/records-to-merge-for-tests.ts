import { identifierSystems, personName } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { AllergyIntolerance, Encounter, Patient } from 'fhir/r4';
import type { Merged } from '../operations/merge.ts';

export const visitOf = (patient: Patient): Encounter => ({
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: `Patient/${patient.id}` },
});

export const allergyOf = (patient: Patient): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  patient: { reference: `Patient/${patient.id}` },
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  code: { text: 'Penicillin' },
});

/** what is said of a person, without what the store adds */
export const content = ({ meta: _meta, ...rest }: Patient): Patient => rest;

/** Records of one woman who came twice, and the hands that merge them. */
export function recordsToMerge(hospital: TestHospital) {
  let counter = 100;
  const person = (more: Partial<Patient> = {}): Patient => {
    counter += 1;
    return {
      resourceType: 'Patient',
      active: true,
      identifier: [{ use: 'usual', system: identifierSystems.patientNumber, value: `BN-${counter}` }],
      name: [personName('Nguyễn Thị Gộp')],
      gender: 'female',
      birthDate: '1980-02-03',
      ...more,
    };
  };
  const withNumber = (value: string, more: Partial<Patient> = {}): Patient => {
    const one = person(more);
    const official = { use: 'official' as const, system: identifierSystems.personalNumber, value };
    return { ...one, identifier: [...(one.identifier ?? []), official] };
  };
  const clerk = () => hospital.as('records-clerk');
  const desk = () => hospital.as('registrar').store;
  return {
    withNumber,
    clerk,
    enter: (more: Partial<Patient> = {}) => desk().create(person(more)),
    read: (patient: Patient) => desk().read('Patient', patient.id ?? ''),
    write: <R extends Encounter | AllergyIntolerance>(resource: R) => hospital.as('tool').store.create(resource),
    mergeInto: (source: Patient, target: Patient, more: object = {}, by = clerk()) =>
      by.call<Merged>('Patient/$merge', undefined, { source: source.id, target: target.id, reason: 'trùng', ...more }),
    /** two records with one personal number: one clerk may merge them */
    certainPair: async (number: string) => ({
      source: await desk().create(withNumber(number)),
      target: await desk().create(withNumber(number)),
    }),
  };
}
