import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { referral, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
let encounter: string;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
  encounter = await seatPatient(hospital);
});
afterAll(() => hospital.close());

test.each(['nurse', 'registrar', 'cashier', 'records-clerk', 'lab-doctor', 'claims-clerk', 'integration'])(
  '%s không được chuyển người bệnh đi nơi khác',
  async (role) => {
    await expect(hospital.as(role).call('Encounter/$refer', encounter, referral)).rejects.toMatchObject({
      status: 403,
    });
  },
);
