import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';

let hospital: TestHospital;
let receipt: Invoice;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
  receipt = await hospital.as('tool').store.create<Invoice>({ resourceType: 'Invoice', status: 'balanced' });
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'nurse', 'lab-doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'])(
  '%s không giải thích phiếu chưa thấy tiền',
  async (role) => {
    const call = hospital
      .as(role)
      .call('Invoice/$explain-unbanked', `Invoice/${receipt.id}`, { reason: 'Thử làm thay' });
    await expect(call).rejects.toMatchObject({ status: 403 });
  },
);
