import { pageIn } from '@lienmach/papers';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { leave, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
});
afterAll(() => hospital.close());

test('giấy nghỉ việc: quốc hiệu, người nghỉ, số ngày bằng chữ, từ ngày đến ngày', async () => {
  const encounter = await seatPatient(hospital);
  const doctor = hospital.as('doctor');
  await expect(doctor.call('Encounter/$print-sick-leave', encounter)).rejects.toMatchObject({ status: 404 });
  await doctor.call('Encounter/$certify-sick-leave', encounter, leave);
  const page = pageIn(
    await hospital.as('nurse').call<Binary>('Encounter/$print-sick-leave', encounter, { as: 'page' }),
  );
  const told = JSON.stringify(page);
  for (const piece of [
    'GIẤY CHỨNG NHẬN NGHỈ VIỆC HƯỞNG BẢO HIỂM XÃ HỘI',
    'TRẦN THỊ MỘNG THƯỜNG',
    '0990000001',
    'Công ty May Sông Mây',
    'Viêm phổi (J18.9)',
    '3 ngày (ba ngày), từ ngày 02/03/2026 đến hết ngày 04/03/2026',
  ])
    expect(told).toContain(piece);
  expect(told).not.toContain('Đình chỉ thai');
});
