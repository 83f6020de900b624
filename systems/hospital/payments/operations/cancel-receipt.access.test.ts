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

test.each(outsiders)('%s không yêu cầu hủy phiếu được', async (role) => {
  await expect(
    hospital.as(role).call('Invoice/$cancel-receipt', 'Invoice/i1', { reason: 'Thu nhầm' }),
  ).rejects.toMatchObject({
    status: 403,
  });
});
