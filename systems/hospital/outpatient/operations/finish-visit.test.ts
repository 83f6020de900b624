import { codeSystems, extensionCoding, extensions } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outpatient } from '../index.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([outpatient], {
    concepts: [
      { system: codeSystems.icd10, code: 'I10', display: 'Tăng huyết áp', validTo: '2026-03-02', properties: {} },
    ],
  });
  const desk = hospital.as('registrar').store;
  await desk.update({ resourceType: 'Patient', id: 'an', gender: 'male', birthDate: '1990-09-05' });
  await desk.update<Encounter>({
    resourceType: 'Encounter',
    id: 'e1',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/an' },
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
});
afterEach(() => hospital.close());

const doctor = () => hospital.as('doctor');
const finish = (input: object = { outcome: '2', disposition: '1' }) =>
  doctor().call<Encounter>('Encounter/$finish', 'Encounter/e1', input);
const examine = () =>
  doctor().call('Encounter/$record-examination', 'Encounter/e1', {
    conclusion: 'Tăng huyết áp',
    main: { code: 'I10' },
  });
const codesOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'xong',
    (thrown) =>
      thrown.outcome.issue.map((issue: { details: { coding: { code: string }[] } }) => issue.details.coding[0]?.code),
  );

test('khám xong, kết thúc: có giờ ra, kết quả, cách ra về', async () => {
  await examine();
  hospital.tick(60);
  const encounter = await finish();
  expect(encounter).toMatchObject({
    status: 'finished',
    period: { start: '2026-03-02T07:00:00+07:00', end: '2026-03-02T08:30:00+07:00' },
    hospitalization: { dischargeDisposition: { coding: [{ system: codeSystems.dischargeDisposition, code: '1' }] } },
  });
  expect(extensionCoding(encounter, extensions.treatmentOutcome)).toEqual({
    system: codeSystems.treatmentOutcome,
    code: '2',
    display: 'Đỡ',
  });
});

test('kết thúc hai lần, kể cả cùng lúc: chỉ một lần được', async () => {
  await examine();
  const both = await Promise.all([codesOf(finish()), codesOf(finish())]);
  expect(both).toContainEqual('xong');
  expect(both).toContainEqual(['outpatient.visitClosed']);
  expect(await codesOf(finish())).toEqual(['outpatient.visitClosed']);
});

test('mọi trở ngại báo một lần', async () => {
  await doctor().store.create({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/an' },
    encounter: { reference: 'Encounter/e1' },
    code: { text: 'Công thức máu' },
  });
  await doctor().store.create({
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/an' },
    encounter: { reference: 'Encounter/e1' },
    medicationCodeableConcept: { text: 'Thuốc Thử' },
  });
  expect(await codesOf(finish({}))).toEqual([
    'outpatient.noConclusion',
    'outpatient.noMainDiagnosis',
    'outpatient.openOrder',
    'outpatient.draftPrescription',
    'outpatient.outcomeMissing',
    'outpatient.dispositionMissing',
  ]);
  expect((await doctor().store.read('Encounter', 'e1')).status).toBe('arrived');
});

test('mã bệnh hết hiệu lực vào ngày kết thúc; mã kết quả lạ', async () => {
  await examine();
  hospital.tick(24 * 60);
  expect(await codesOf(finish({ outcome: '99', disposition: 'x' }))).toEqual([
    'outpatient.codeNotInForce',
    'outpatient.unknownOutcome',
    'outpatient.unknownDisposition',
  ]);
});

test('lượt khám không có', async () => {
  await expect(doctor().call('Encounter/$finish', 'Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
});
