import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import { holdRecord } from './hold-record.ts';

let hospital: TestHospital;
let at: string;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
  at = await finishVisit(hospital);
});
afterAll(() => hospital.close());

const others = ['registrar', 'nurse', 'doctor', 'lab-doctor', 'cashier', 'claims-clerk', 'administrator', 'citizen'];

test.each(others)('%s không đặt được lệnh giữ hồ sơ', async (role) => {
  await expect(hospital.as(role).call(holdRecord, at, { reason: 'Công văn 45' })).rejects.toMatchObject({
    status: 403,
  });
  expect(await hospital.all('List')).toEqual([]);
});
