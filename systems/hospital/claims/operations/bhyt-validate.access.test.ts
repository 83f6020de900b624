import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const insiders = ['claims-clerk'];
const xml = { resourceType: 'Binary', contentType: 'application/xml', data: 'PGEvPg==' };

test.each(outsiders)('%s không kiểm tra được phong bì', async (role) => {
  await expect(hospital.as(role).call('$bhyt-validate', undefined, { xml })).rejects.toMatchObject({ status: 403 });
});

test.each(insiders)('%s kiểm tra được phong bì', async (role) => {
  await expect(hospital.as(role).call('$bhyt-validate', undefined, { xml })).resolves.toHaveProperty('outcome');
});
