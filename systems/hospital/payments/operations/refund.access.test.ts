import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const outsiders = [
  'doctor',
  'nurse',
  'lab-technician',
  'lab-doctor',
  'records-clerk',
  'integration',
  'registrar',
  'claims-clerk',
  'administrator',
];

test.each(outsiders)('%s không hoàn được tiền', async (role) => {
  await expect(
    hospital.as(role).call('Invoice/$refund', 'Invoice/i1', {
      method: 'cash',
      key: 'k',
      reason: 'Thu nhầm',
      amount: { value: 100000, currency: 'VND' },
    }),
  ).rejects.toMatchObject({
    status: 403,
  });
});
