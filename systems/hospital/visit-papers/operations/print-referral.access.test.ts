import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
let encounter: string;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
  encounter = await seatPatient(hospital);
});
afterAll(() => hospital.close());

test.each(['registrar', 'cashier', 'lab-technician', 'claims-clerk', 'integration', 'administrator'])(
  '%s không được in phiếu chuyển',
  async (role) => {
    await expect(hospital.as(role).call('Encounter/$print-referral', encounter, {})).rejects.toMatchObject({
      status: 403,
    });
  },
);
