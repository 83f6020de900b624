import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];

test.each(outsiders)('%s không lập được hồ sơ để gửi', async (role) => {
  const { id } = await finishedVisit(hospital);
  const asked = hospital.as(role).call('Encounter/$prepare-claim', `Encounter/${id}`);
  await expect(asked).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk lập được hồ sơ để gửi', async () => {
  const { id } = await finishedVisit(hospital);
  const asked = hospital.as('claims-clerk').call('Encounter/$prepare-claim', `Encounter/${id}`);
  await expect(asked).resolves.toHaveProperty('resourceType', 'Claim');
});
