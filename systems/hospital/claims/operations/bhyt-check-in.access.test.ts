import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
let at = '';
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
  at = `Encounter/${(await finishedVisit(hospital)).id}`;
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];

test.each(outsiders)('%s không lập được check-in', async (role) => {
  await expect(hospital.as(role).call('Encounter/$bhyt-check-in', at)).rejects.toMatchObject({ status: 403 });
});

test('nhân viên thanh toán BHYT lập được check-in', async () => {
  await expect(hospital.as('claims-clerk').call('Encounter/$bhyt-check-in', at)).resolves.toHaveProperty('xml');
});
