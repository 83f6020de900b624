import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { importReview } from './import-review.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const file = { resourceType: 'Binary', contentType: 'text/csv', data: Buffer.from('ma_lk\nL').toString('base64') };
const call = (role: string) => house.hospital.as(role).call(importReview, undefined, { file });

test.each(outsiders)('%s không nhập được kết quả giám định', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk nhập được kết quả giám định', async () => {
  await expect(call('claims-clerk')).resolves.toMatchObject({ unknown: ['L'] });
});
