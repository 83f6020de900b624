import { codeSystems } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import type { Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import { outpatient } from '../index.ts';
import { myDiagnoses } from './my-diagnoses.ts';

test('bác sĩ thấy mã mình hay dùng trong các lượt khám của chính mình, không thấy mã của người khác', async () => {
  const concepts = [
    { system: codeSystems.icd10, code: 'I10', display: 'Bệnh tăng huyết áp vô căn', properties: {} },
    { system: codeSystems.icd10, code: 'R51', display: 'Đau đầu', properties: {} },
  ];
  const hospital = await openTestHospital([outpatient], { concepts });
  const desk = hospital.as('registrar').store;
  await desk.update({ resourceType: 'Patient', id: 'an', gender: 'male', birthDate: '1990-09-05' });
  for (const id of ['e1', 'e2', 'e3']) {
    await desk.update<Encounter>({
      resourceType: 'Encounter',
      id,
      status: 'arrived',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/an' },
      period: { start: '2026-03-02T07:00:00+07:00' },
    });
  }
  const doctor = hospital.as('doctor');
  for (const id of ['e1', 'e2']) {
    await doctor.call('Encounter/$record-examination', `Encounter/${id}`, { main: { code: 'I10' } });
  }
  await doctor.call('Encounter/$record-examination', 'Encounter/e3', { main: { code: 'R51' } });
  const { store } = hospital.as('tool');
  await store.update({ resourceType: 'Practitioner', id: 'other' });
  for (const id of ['c1', 'c2', 'c3']) {
    await store.update({
      resourceType: 'Condition',
      id,
      subject: { reference: 'Patient/an' },
      asserter: { reference: 'Practitioner/other' },
      code: { coding: [{ system: codeSystems.icd10, code: 'R51' }] },
    });
  }
  expect((await doctor.call(myDiagnoses, undefined)).diagnosis).toEqual([
    { code: 'I10', display: 'Bệnh tăng huyết áp vô căn', count: 2 },
  ]);
  await hospital.close();
});
