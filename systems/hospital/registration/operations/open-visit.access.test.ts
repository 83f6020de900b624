import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registration } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([registration]);
});
afterAll(() => hospital.close());

test.each(['doctor', 'cashier', 'claims-clerk', 'lab-technician', 'integration'])(
  '%s không được mở lượt khám',
  async (role) => {
    const input = { patient: { reference: 'Patient/an' }, room: 'noi-1', reason: 'Sốt' };
    await expect(hospital.as(role).call('Encounter/$open-visit', undefined, input)).rejects.toMatchObject({
      status: 403,
    });
  },
);
