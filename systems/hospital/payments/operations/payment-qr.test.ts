import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { isPaymentReference } from '../rules/payment-reference.ts';
import { addLine, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { collect } from './collect.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const ask = (at: string) => hospital.as('cashier').call<PaymentQr>(paymentQr, at);

test('mã QR mang đúng số tiền và tài khoản cơ sở; hỏi lại với cùng số tiền ra cùng mã', async () => {
  const { at } = await visitWithCosts(hospital);
  const qr = await ask(at);
  expect(isPaymentReference(qr.reference)).toBe(true);
  expect(qr.payload).toContain('0006999999');
  expect(qr.payload).toContain('5406500000');
  expect(qr.amount).toEqual(vnd(500000));
  expect(await ask(at)).toEqual(qr);
});

test('chi phí đổi: mã mới thay mã cũ, mã cũ được giữ lại là đã hủy', async () => {
  const { at, encounter } = await visitWithCosts(hospital);
  const old = await ask(at);
  await addLine(hospital, encounter, { price: '20000' });
  const fresh = await ask(at);
  expect(fresh.reference).not.toBe(old.reference);
  expect(fresh.amount).toEqual(vnd(520000));
  const requests = await hospital.as('tool').store.search('Invoice', `subject=${encounter.subject?.reference}`);
  expect(requests.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'issued']);
});

test('đã thu đủ thì không tạo mã nữa', async () => {
  const { at } = await visitWithCosts(hospital);
  await hospital.as('cashier').call<Invoice>(collect, at, { method: 'cash', amount: vnd(500000) });
  await expect(ask(at)).rejects.toMatchObject({ code: 'payments.nothingDue' });
});

test('cơ sở chưa có tài khoản thì không tạo được mã', async () => {
  const bare = await openTestHospital([payments]);
  Reflect.deleteProperty(bare.site, 'bankAccount');
  const { at } = await visitWithCosts(bare);
  await expect(bare.as('cashier').call(paymentQr, at)).rejects.toMatchObject({ code: 'payments.noBankAccount' });
  await bare.close();
});
