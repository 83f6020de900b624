import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'lab-technician', 'cashier', 'integration', 'administrator'])(
  '%s không kiểm tra được chữ ký',
  async (role) => {
    const encounter = await finishVisit(hospital);
    const { document } = await hospital
      .as('doctor')
      .call<{ document: { reference: string } }>('Encounter/$sign-summary', encounter);
    await expect(
      hospital.as(role).call('DocumentReference/$verify-signature', document.reference),
    ).rejects.toMatchObject({ status: 403 });
  },
);
