import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { leave, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
let encounter: string;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
  encounter = await seatPatient(hospital);
});
afterAll(() => hospital.close());

test.each(['nurse', 'registrar', 'cashier', 'records-clerk', 'lab-doctor', 'claims-clerk', 'integration'])(
  '%s không được cấp giấy nghỉ việc',
  async (role) => {
    await expect(hospital.as(role).call('Encounter/$certify-sick-leave', encounter, leave)).rejects.toMatchObject({
      status: 403,
    });
  },
);
