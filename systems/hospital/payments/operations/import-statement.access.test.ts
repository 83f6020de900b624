import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'nurse', 'lab-doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'])(
  '%s không nạp sao kê',
  async (role) => {
    const file = Buffer.from('date,reference,amount,memo\n02/03/2026,A-1,1000,a').toString('base64');
    const call = hospital.as(role).call('PaymentNotice/$import-statement', undefined, { file });
    await expect(call).rejects.toMatchObject({ status: 403 });
    expect(await hospital.all('PaymentNotice')).toEqual([]);
    expect(await hospital.all('Basic')).toEqual([]);
  },
);
