import { codeSystems } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import type { Encounter, Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { outpatient } from '../index.ts';
import type { VitalsRecorded } from '../operations/record-vitals.ts';

test('một buổi khám: điều dưỡng đo, bác sĩ khám, chờ kết quả, sửa chẩn đoán, kết thúc', async () => {
  const hospital = await openTestHospital([outpatient], {
    concepts: [
      { system: codeSystems.icd10, code: 'R51', display: 'Đau đầu', properties: { discouragedPrimary: true } },
      { system: codeSystems.icd10, code: 'I10', display: 'Bệnh tăng huyết áp vô căn (nguyên phát)', properties: {} },
    ],
  });
  const desk = hospital.as('registrar').store;
  const patient = await desk.create<Patient>({ resourceType: 'Patient', gender: 'female', birthDate: '1965' });
  const visit = await desk.create<Encounter>({
    resourceType: 'Encounter',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
    period: { start: '2026-03-02T07:30:00+07:00' },
  });
  const here = `Encounter/${visit.id}`;
  const nurse = hospital.as('nurse');
  const doctor = hospital.as('doctor');

  hospital.tick(5);
  const vitals = await nurse.call<VitalsRecorded>('Encounter/$record-vitals', here, {
    systolic: 185,
    diastolic: 100,
    pulse: 88,
    weight: 58.4,
    height: 155,
  });
  expect(vitals.outcome?.issue[0]?.details?.text).toBe('Huyết áp tâm thu cao: 185 mmHg.');

  hospital.tick(10);
  await doctor.call('Encounter/$record-examination', here, {
    history: 'Đau đầu, chóng mặt hai ngày',
    examination: 'Tỉnh, tim đều',
    arrivalDiagnosis: 'Đau đầu',
    main: { code: 'R51' },
  });
  const order = await doctor.store.create({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: `Patient/${patient.id}` },
    encounter: { reference: here },
    code: { text: 'Điện tim' },
  });
  await expect(doctor.call('Encounter/$finish', here, { outcome: '2', disposition: '1' })).rejects.toMatchObject({
    outcome: {
      issue: [
        { details: { text: 'Chưa có kết luận khám.' } },
        { details: { text: 'Chỉ định “Điện tim” chưa xong. Hãy chờ kết quả hoặc hủy chỉ định.' } },
      ],
    },
  });

  hospital.tick(40);
  await doctor.store.update({ ...order, status: 'completed' });
  await doctor.call('Encounter/$record-examination', here, {
    conclusion: 'Tăng huyết áp',
    treatment: 'Thuốc hạ áp, ăn nhạt',
    main: { code: 'I10' },
  });
  const finished = await doctor.call<Encounter>('Encounter/$finish', here, { outcome: '2', disposition: '1' });
  expect(finished).toMatchObject({ status: 'finished', period: { end: '2026-03-02T08:25:00+07:00' } });
  await expect(nurse.call('Encounter/$record-vitals', here, { pulse: 80 })).rejects.toMatchObject({
    code: 'outpatient.visitClosed',
  });
  await expect(doctor.call('Encounter/$finish', here, { outcome: '1', disposition: '1' })).rejects.toMatchObject({
    code: 'outpatient.visitClosed',
  });
  await hospital.close();
});
