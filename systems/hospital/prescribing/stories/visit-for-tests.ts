import { codeSystems, extensions, identifierSystems, logicalOrganization } from '@lienmach/core';
import type { Concept } from '@lienmach/terminology';
import type { TestHospital } from '@lienmach/testing';
import type { Condition, Encounter, Patient } from 'fhir/r4';

const drug = (code: string, display: string, properties: Concept['properties']): Concept => ({
  system: codeSystems.drugProduct,
  code,
  display,
  validFrom: '2026-01-01',
  properties: { unit: 'Viên', route: '1.01', routeName: 'Uống', price: '1250.5', ...properties },
});

/** A formulary as small as it can be; one product ended yesterday, one is of each kind the law treats apart. */
export const formulary: readonly Concept[] = [
  drug('AML5', 'Amlor', {
    ingredient: '40.491',
    ingredientName: 'Amlodipin',
    strength: '5 mg',
    registration: 'VD-90000-24',
    tender: '9901/QĐ-VD.00;G1;N2;2025',
  }),
  drug('AMOX', 'Amoxicilin 500 mg', { ingredient: '40.154', ingredientName: 'Amoxicilin' }),
  drug('AMPI', 'Ampicilin 500 mg', { ingredient: '40.156', ingredientName: 'Ampicilin' }),
  drug('CEFU', 'Cefuroxim 500 mg', { ingredient: '40.181', ingredientName: 'Cefuroxim' }),
  drug('MORF', 'Morphin 30 mg', { ingredient: '40.6', ingredientName: 'Morphin', controlClass: 'narcotic' }),
  drug('DIAZ', 'Diazepam 5 mg', { ingredient: '40.4', ingredientName: 'Diazepam', controlClass: 'psychotropic' }),
  drug('SUP', 'Viên bổ khớp', { ingredient: '0', ingredientName: 'Glucosamin', controlClass: 'supplement' }),
  drug('EYE', 'Nước mắt nhân tạo', {
    ingredient: '40.880',
    ingredientName: 'Natri hyaluronat',
    unit: 'Lọ',
    payRatio: '0',
  }),
  drug('BROKEN', 'Thuốc thiếu đơn vị', { ingredient: '40.1', unit: '' }),
  { ...drug('OLD', 'Thuốc hết thầu', { ingredient: '40.2' }), validTo: '2026-03-01' },
  { system: codeSystems.ingredient, code: '40.154', display: 'Amoxicilin', properties: {} },
  { system: codeSystems.icd10, code: 'I10', display: 'Tăng huyết áp vô căn', properties: { longPrescription: true } },
  { system: codeSystems.icd10, code: 'J06.9', display: 'Nhiễm trùng đường hô hấp trên', properties: {} },
];

export interface VisitOptions {
  readonly icd10?: string;
  readonly birthDate?: string;
  readonly status?: Encounter['status'];
}

/** A patient who sits before the doctor, with a main diagnosis. @returns `Encounter/…` and `Patient/…` */
export async function seatPatient(
  hospital: TestHospital,
  { icd10 = 'I10', birthDate = '1958-03-12', status = 'in-progress' }: VisitOptions = {},
): Promise<{ encounter: string; patient: string }> {
  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: '26-000001' }],
    name: [{ text: 'Nguyễn Thị Hoài An' }],
    gender: 'female',
    birthDate,
    address: [{ text: 'Thôn Bàu Sen, Xã Thử, Tỉnh Thử' }],
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
    extension: [
      { url: extensions.department, valueReference: logicalOrganization(identifierSystems.department, 'K01') },
    ],
  });
  const condition = await store.create<Condition>({
    resourceType: 'Condition',
    code: { coding: [{ system: codeSystems.icd10, code: icd10 }], text: 'Tăng huyết áp vô căn' },
    subject: { reference: `Patient/${patient.id}` },
    encounter: { reference: `Encounter/${encounter.id}` },
  });
  const use = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role', code: 'DD' }] };
  await store.update<Encounter>({
    ...encounter,
    diagnosis: [{ condition: { reference: `Condition/${condition.id}` }, use, rank: 1 }],
  });
  return { encounter: `Encounter/${encounter.id}`, patient: `Patient/${patient.id}` };
}
