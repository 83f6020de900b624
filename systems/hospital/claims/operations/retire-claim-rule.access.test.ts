import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { ownRuleForTests } from '../stories/own-rule-for-tests.ts';

const retire = { rule: ownRuleForTests.id, reason: 'Cổng đã có quy tắc này' };

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
  await hospital.as('claims-clerk').call('$save-claim-rule', undefined, ownRuleForTests);
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

test.each(outsiders)('%s không ngừng được quy tắc của cơ sở', async (role) => {
  await expect(hospital.as(role).call('$retire-claim-rule', undefined, retire)).rejects.toMatchObject({ status: 403 });
});

test.each(insiders)('%s ngừng được quy tắc của cơ sở', async (role) => {
  await expect(hospital.as(role).call('$retire-claim-rule', undefined, retire)).resolves.toHaveProperty('rule');
});
