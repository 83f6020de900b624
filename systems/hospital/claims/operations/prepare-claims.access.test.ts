import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];

test.each(outsiders)('%s không lập được hồ sơ cả tháng', async (role) => {
  const asked = hospital.as(role).call('Claim/$prepare-claims', undefined, { month: '2026-09' });
  await expect(asked).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk lập được hồ sơ cả tháng', async () => {
  const asked = hospital.as('claims-clerk').call('Claim/$prepare-claims', undefined, { month: '2026-09' });
  await expect(asked).resolves.toHaveProperty('resourceType', 'Task');
});
