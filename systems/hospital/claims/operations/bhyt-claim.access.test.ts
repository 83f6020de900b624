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
const insiders = ['claims-clerk'];

test.each(outsiders)('%s không lập được hồ sơ BHYT', async (role) => {
  const { id } = await finishedVisit(hospital);
  await expect(hospital.as(role).call('Encounter/$bhyt-claim', `Encounter/${id}`)).rejects.toMatchObject({
    status: 403,
  });
});

test.each(insiders)('%s lập được hồ sơ BHYT', async (role) => {
  const { id } = await finishedVisit(hospital);
  await expect(hospital.as(role).call('Encounter/$bhyt-claim', `Encounter/${id}`)).resolves.toHaveProperty('xml');
});
