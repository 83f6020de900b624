import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const outsiders = ['doctor', 'nurse', 'lab-technician', 'lab-doctor', 'records-clerk', 'administrator', 'integration'];

test.each(outsiders)('%s không xem được bảng kê chi phí', async (role) => {
  const { at } = await visitWithCosts(hospital);
  await expect(hospital.as(role).call('Encounter/$cost-statement', at)).rejects.toMatchObject({ status: 403 });
});

test.each(['cashier', 'registrar', 'claims-clerk'])('%s xem được bảng kê chi phí', async (role) => {
  const { at } = await visitWithCosts(hospital);
  await expect(hospital.as(role).call('Encounter/$cost-statement', at)).resolves.toMatchObject({ due: vnd(500000) });
});
