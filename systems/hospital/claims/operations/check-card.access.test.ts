import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { checkCard } from './check-card.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const call = (role: string) => house.hospital.as(role).call(checkCard, 'Coverage/khong-co');

test.each(['doctor', 'lab-technician', 'lab-doctor', 'records-clerk'])('%s không tra cứu được thẻ', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test.each(['registrar', 'nurse', 'claims-clerk', 'cashier'])('%s tra cứu được thẻ', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 404 });
});
