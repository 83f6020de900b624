import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';

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

test.each(outsiders)('%s không in được phiếu thu', async (role) => {
  const { at } = await visitWithCosts(hospital);
  const input = { method: 'cash', amount: vnd(500000) };
  const receipt = await hospital.as('cashier').call<{ id: string }>('Encounter/$collect', at, input);
  await expect(hospital.as(role).call('Invoice/$print-receipt', `Invoice/${receipt.id}`)).rejects.toMatchObject({
    status: 403,
  });
});
