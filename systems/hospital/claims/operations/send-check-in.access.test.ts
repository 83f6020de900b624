import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { sendCheckIn } from './send-check-in.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const call = (role: string) => house.hospital.as(role).call(sendCheckIn, 'Encounter/khong-co', {});

test.each(outsiders)('%s không gửi được check-in', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk gửi được check-in', async () => {
  await expect(call('claims-clerk')).rejects.toMatchObject({ status: 404 });
});
