import { codeSystems, identifierSystems } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Condition, Encounter, Observation, Patient } from 'fhir/r4';

/** A visit that ended: one diagnosis, one result that is final and one still on its way. @returns `Encounter/…` */
export async function finishVisit(hospital: TestHospital, status: Encounter['status'] = 'finished'): Promise<string> {
  const { store } = hospital.as('tool');
  const { id } = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: '26-000001' }],
    name: [{ text: 'Nguyễn Thị Hoài An' }],
    gender: 'female',
    birthDate: '1958-03-12',
  });
  const subject = { reference: `Patient/${id}` };
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject,
    period: { start: '2026-03-02T07:00:00+07:00', end: '2026-03-02T07:30:00+07:00' },
    reasonCode: [{ text: 'Đau đầu' }],
  });
  const here = { reference: `Encounter/${encounter.id}` };
  const condition = await store.create<Condition>({
    resourceType: 'Condition',
    code: { coding: [{ system: codeSystems.icd10, code: 'I10' }], text: 'Tăng huyết áp vô căn' },
    subject,
    encounter: here,
  });
  const result = (text: string, state: Observation['status'], value: number) =>
    store.create<Observation>({
      resourceType: 'Observation',
      status: state,
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { text },
      subject,
      encounter: here,
      effectiveDateTime: '2026-03-02T07:10:00+07:00',
      valueQuantity: { value, unit: 'mmHg' },
    });
  await result('Huyết áp tâm thu', 'final', 152);
  await result('Kết quả đang chờ', 'preliminary', 1);
  const use = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role', code: 'DD' }] };
  await store.update<Encounter>({
    ...encounter,
    diagnosis: [{ condition: { reference: `Condition/${condition.id}` }, use, rank: 1 }],
  });
  return `Encounter/${encounter.id}`;
}
