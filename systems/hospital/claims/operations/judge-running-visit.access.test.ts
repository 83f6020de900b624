import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk', 'administrator'];
const insiders = ['doctor', 'nurse', 'claims-clerk'];

test.each(outsiders)('%s không xét được lượt đang khám', async (role) => {
  await expect(
    hospital.as(role).call('Encounter/$judge-visit', `Encounter/${(await finishedVisit(hospital)).id}`),
  ).rejects.toMatchObject({ status: 403 });
});

test.each(insiders)('%s xét được lượt đang khám', async (role) => {
  await expect(
    hospital.as(role).call('Encounter/$judge-visit', `Encounter/${(await finishedVisit(hospital)).id}`),
  ).resolves.toHaveProperty('insured');
});
