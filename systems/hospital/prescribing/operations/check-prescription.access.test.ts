import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';
import { checkLines } from './check-prescription.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
});
afterAll(() => hospital.close());

test.each(['nurse', 'registrar', 'cashier', 'lab-doctor', 'records-clerk', 'integration'])(
  '%s không xem trước cảnh báo đơn được',
  async (role) => {
    const { encounter } = await seatPatient(hospital);
    const line = [{ drug: 'AML5', morning: '1', days: 5 }];
    await expect(hospital.as(role).call(checkLines, encounter, { line })).rejects.toMatchObject({ status: 403 });
  },
);
