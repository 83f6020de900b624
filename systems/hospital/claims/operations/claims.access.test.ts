import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from './visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const xml = { resourceType: 'Binary', contentType: 'application/xml', data: 'PGEvPg==' };

test.each(outsiders)('%s không lập được hồ sơ BHYT, không kiểm tra được phong bì', async (role) => {
  const encounter = await finishedVisit(hospital);
  const person = hospital.as(role);
  await expect(person.call('Encounter/$bhyt-claim', `Encounter/${encounter.id}`)).rejects.toMatchObject({
    status: 403,
  });
  await expect(person.call('$bhyt-validate', undefined, { xml })).rejects.toMatchObject({ status: 403 });
});

test.each(['claims-clerk', 'administrator', 'integration'])('%s lập được hồ sơ BHYT', async (role) => {
  const encounter = await finishedVisit(hospital);
  const person = hospital.as(role);
  await expect(person.call('Encounter/$bhyt-claim', `Encounter/${encounter.id}`)).resolves.toHaveProperty('xml');
  await expect(person.call('$bhyt-validate', undefined, { xml })).resolves.toHaveProperty('outcome');
});
