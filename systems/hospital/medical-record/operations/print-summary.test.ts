import { pageIn } from '@lienmach/papers';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import { printSummary } from './print-summary.ts';
import { signSummary } from './sign-summary.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

test('chưa ký thì chưa in; ký rồi in đúng các mục đã ký, có khung chữ ký số', async () => {
  const at = await finishVisit(hospital);
  const doctor = hospital.as('doctor');
  await expect(doctor.call(printSummary, at)).rejects.toMatchObject({ code: 'medical-record.noSummary', status: 404 });
  const { composition } = await doctor.call(signSummary, at);
  const binary = await hospital.as('records-clerk').call<Binary>(printSummary, at, { as: 'page' });
  expect(binary.securityContext).toEqual(composition);
  const text = JSON.stringify(pageIn(binary).body);
  for (const piece of [
    'Lý do đến khám',
    'Đau đầu',
    'Tăng huyết áp vô căn (I10)',
    'Đã ký số: doctor',
    '990003/THU-GPHN',
  ]) {
    expect(text).toContain(piece);
  }
});
