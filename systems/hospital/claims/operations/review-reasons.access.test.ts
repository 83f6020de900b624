import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { reviewReasons } from './review-reasons.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const call = (role: string) => house.hospital.as(role).call(reviewReasons, undefined, {});

test.each(outsiders)('%s không xem được lý do bị từ chối', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk xem được lý do bị từ chối', async () => {
  await expect(call('claims-clerk')).resolves.toMatchObject({ isWhole: true });
});
