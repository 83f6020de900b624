import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outpatient } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([outpatient]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'nurse', 'cashier', 'claims-clerk', 'lab-doctor', 'integration'])(
  '%s không được gọi $finish',
  async (role) => {
    await expect(
      hospital.as(role).call('Encounter/$finish', 'Encounter/e1', { outcome: '2', disposition: '1' }),
    ).rejects.toMatchObject({ status: 403 });
  },
);
