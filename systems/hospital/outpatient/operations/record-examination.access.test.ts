import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outpatient } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([outpatient]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'nurse', 'cashier', 'claims-clerk', 'lab-doctor', 'integration'])(
  '%s không được gọi $record-examination',
  async (role) => {
    await expect(
      hospital.as(role).call('Encounter/$record-examination', 'Encounter/e1', { conclusion: 'Khỏe' }),
    ).rejects.toMatchObject({ status: 403 });
  },
);
