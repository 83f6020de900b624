import { pageIn } from '@lienmach/papers';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { referral, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
});
afterAll(() => hospital.close());

test('phiếu chuyển cơ sở: nơi nhận, từng mục theo thứ tự, người hộ tống', async () => {
  const encounter = await seatPatient(hospital);
  const doctor = hospital.as('doctor');
  await expect(doctor.call('Encounter/$print-referral', encounter)).rejects.toMatchObject({ status: 404 });
  await doctor.call('Encounter/$refer', encounter, referral);
  const told = JSON.stringify(
    pageIn(await doctor.call<Binary>('Encounter/$print-referral', encounter, { as: 'page' })),
  );
  const places = ['Bệnh viện Đa khoa tỉnh Mẫu (99002)', 'Dấu hiệu lâm sàng', 'không đỡ', 'Lý Thị Ngọc, Điều dưỡng'];
  const found = places.map((piece) => told.indexOf(piece));
  expect(found.every((at) => at > 0)).toBe(true);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});
