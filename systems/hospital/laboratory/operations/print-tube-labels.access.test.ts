import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { laboratory } from '../index.ts';
import { printTubeLabels } from './print-tube-labels.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([laboratory]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'cashier', 'claims-clerk', 'records-clerk', 'integration', 'administrator'];

test.each(outsiders)('%s không in được nhãn ống', async (role) => {
  await expect(hospital.as(role).call(printTubeLabels, 'Encounter/bat-ky')).rejects.toMatchObject({ status: 403 });
});
