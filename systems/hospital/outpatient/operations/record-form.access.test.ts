import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outpatient } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([outpatient]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'cashier', 'claims-clerk', 'lab-technician', 'integration'])(
  '%s không được gọi $record-form',
  async (role) => {
    await expect(hospital.as(role).call('Encounter/$record-form', 'Encounter/e1', {})).rejects.toMatchObject({
      status: 403,
    });
  },
);
