import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { collect } from './collect.ts';
import { paymentQr } from './payment-qr.ts';
import { printReceipt } from './print-receipt.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

test('phiếu thu in ra PDF; khoản chưa thu thì không in được', async () => {
  const { at } = await visitWithCosts(hospital);
  await hospital.as('cashier').call(paymentQr, at);
  const open = (await hospital.all('Invoice')).find(({ status }) => status === 'issued');
  await expect(hospital.as('cashier').call(printReceipt, `Invoice/${open?.id}`)).rejects.toMatchObject({
    code: 'payments.notAReceipt',
  });
  const receipt = await hospital.as('cashier').call<Invoice>(collect, at, { method: 'cash', amount: vnd(500000) });
  for (const paper of [undefined, 'A5']) {
    const pdf = await hospital
      .as('cashier')
      .call<Binary>(printReceipt, `Invoice/${receipt.id}`, paper === undefined ? {} : { paper });
    expect(
      Buffer.from(pdf.data ?? '', 'base64')
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-');
  }
});
