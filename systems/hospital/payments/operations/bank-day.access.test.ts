import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'nurse', 'lab-doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'])(
  '%s không xem đối soát ngân hàng',
  async (role) => {
    const call = hospital.as(role).call('PaymentReconciliation/$bank-day', undefined, {});
    await expect(call).rejects.toMatchObject({ status: 403 });
  },
);
