import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { sendClaims } from './send-claims.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const call = (role: string) => house.hospital.as(role).call(sendClaims, undefined, { month: '2026-09' });

test.each(outsiders)('%s không gửi được hồ sơ cả tháng', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk gửi được hồ sơ cả tháng', async () => {
  await expect(call('claims-clerk')).resolves.toMatchObject({ status: 'requested' });
});
