import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { withdrawClaim } from './withdraw-claim.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const call = (role: string) => house.hospital.as(role).call(withdrawClaim, 'Claim/khong-co', { reason: 'Thử quyền' });

test.each(outsiders)('%s không thu hồi được hồ sơ', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('claims-clerk thu hồi được hồ sơ', async () => {
  await expect(call('claims-clerk')).rejects.toMatchObject({ status: 404 });
});
