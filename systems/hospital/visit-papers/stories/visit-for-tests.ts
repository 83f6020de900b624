import { codeSystems, identifierSystems } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Condition, Encounter, Patient } from 'fhir/r4';

/** A patient of this morning with pneumonia. @returns `Encounter/…` */
export async function seatPatient(hospital: TestHospital, { isDiagnosed = true } = {}): Promise<string> {
  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: '26-000001' }],
    name: [{ text: 'Trần Thị Mộng Thường' }],
    gender: 'female',
    birthDate: '1990-05-01',
    address: [{ text: 'Thôn Bàu Sen, Xã Thử, Tỉnh Thử' }],
  });
  const subject = { reference: `Patient/${patient.id}` };
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject,
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
  const condition = await store.create<Condition>({
    resourceType: 'Condition',
    code: { coding: [{ system: codeSystems.icd10, code: 'J18.9' }], text: 'Viêm phổi' },
    subject,
    encounter: { reference: `Encounter/${encounter.id}` },
  });
  const use = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role', code: 'DD' }] };
  const diagnosis = [{ condition: { reference: `Condition/${condition.id}` }, use, rank: 1 }];
  if (isDiagnosed) await store.update<Encounter>({ ...encounter, diagnosis });
  return `Encounter/${encounter.id}`;
}

export const leave = {
  from: '2026-03-02',
  days: 3,
  employer: 'Công ty May Sông Mây',
  socialNumber: '0990000001',
};

export const referral = {
  to: '99002',
  toName: 'Bệnh viện Đa khoa tỉnh Mẫu',
  reason: '1',
  signs: 'Sốt 39 °C, ran nổ đáy phổi phải',
  course: 'Ho, sốt năm ngày\nĐã dùng kháng sinh hai ngày, không đỡ',
  condition: 'Tỉnh, mạch 96, huyết áp 120/80',
  plan: 'Nhập viện điều trị',
  transport: 'Xe cứu thương',
  escort: 'Lý Thị Ngọc',
  escortTitle: 'Điều dưỡng',
};
