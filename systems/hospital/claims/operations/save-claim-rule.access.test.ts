import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { ownRuleForTests } from '../stories/own-rule-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = [
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'records-clerk',
  'administrator',
];
const insiders = ['claims-clerk'];

test.each(outsiders)('%s không lưu được quy tắc của cơ sở', async (role) => {
  await expect(hospital.as(role).call('$save-claim-rule', undefined, ownRuleForTests)).rejects.toMatchObject({
    status: 403,
  });
});

test.each(insiders)('%s lưu được quy tắc của cơ sở', async (role) => {
  await expect(hospital.as(role).call('$save-claim-rule', undefined, ownRuleForTests)).resolves.toHaveProperty('rule');
});
