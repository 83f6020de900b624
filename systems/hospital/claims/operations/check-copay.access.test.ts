import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { checkCopay } from './check-copay.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const call = (role: string) => house.hospital.as(role).call(checkCopay, 'Coverage/khong-co');

test.each(['nurse', 'doctor', 'lab-technician', 'lab-doctor', 'records-clerk'])(
  '%s không tra cứu được lũy kế',
  async (role) => {
    await expect(call(role)).rejects.toMatchObject({ status: 403 });
  },
);

test.each(['registrar', 'claims-clerk', 'cashier'])('%s tra cứu được lũy kế', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 404 });
});
