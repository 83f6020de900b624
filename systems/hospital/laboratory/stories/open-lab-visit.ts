import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Site } from '@lienmach/system-kit';
import { openTestHospital, type TestHospital, type TestHospitalOptions } from '@lienmach/testing';
import type { Encounter, Patient } from 'fhir/r4';
import { labTests } from '../catalogs/lab-tests.ts';
import { laboratory } from '../index.ts';

export const BLOOD_COUNT = '22.0120.1370';
export const GLUCOSE = '23.0075.1494';
export const ELECTROLYTES = '23.0058.1487';

/** prices of the test hospital; the price of uric acid ended yesterday */
const prices = labTests.map(({ code, name }) => ({
  system: codeSystems.services7603,
  code,
  display: name,
  properties: { price: 40_000, unit: 'Lần' },
  ...(code === '23.0003.1494' ? { validTo: '2026-03-01' } : {}),
}));

export interface LabVisit {
  readonly hospital: TestHospital;
  readonly patient: Patient;
  readonly encounter: Encounter;
  /** `Encounter/…` */
  readonly visit: string;
}

/** A hospital with a laboratory, one patient in a running visit, half past seven on a Monday. */
export async function openLabVisit(
  site: Partial<Site> = {},
  codeMap?: TestHospitalOptions['codeMap'],
): Promise<LabVisit> {
  const hospital = await openTestHospital([laboratory], {
    concepts: prices,
    site,
    ...(codeMap === undefined ? {} : { codeMap }),
  });
  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN26000001' }],
    name: [{ text: 'Trần Thị Thử', family: 'Trần', given: ['Thị', 'Thử'] }],
    gender: 'female',
    birthDate: '1990-05-09',
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
  return { hospital, patient, encounter, visit: `Encounter/${encounter.id}` };
}
