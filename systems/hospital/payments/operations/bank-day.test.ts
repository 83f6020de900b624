import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { type BankDayAnswer, bankDay } from './bank-day.ts';
import { bankNotice } from './bank-notice.ts';
import { collect } from './collect.ts';
import { deposit } from './deposit.ts';
import { explainUnbanked } from './explain-unbanked.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';
import { settleTransfer } from './settle-transfer.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const cashier = () => hospital.as('cashier');
const day = (date?: string) => cashier().call<BankDayAnswer>(bankDay, undefined, date === undefined ? {} : { date });
const tell = (transaction: string, memo: string, value: number, at = '2026-03-02T08:31:05+07:00') =>
  hospital.as('bank').call(bankNotice, undefined, {
    transaction,
    incoming: true,
    amount: vnd(value),
    memo,
    account: hospital.site.bankAccount?.number ?? '',
    at,
  });

test('một ngày: hai bên, chênh lệch, ba danh sách, tỷ lệ không tiền mặt; người xử lý xong thì trống', async () => {
  expect(await day()).toMatchObject({ date: '2026-03-02', bank: { count: 0 }, cashless: { byCount: 0, byValue: 0 } });
  const [a, b, c] = [await visitWithCosts(hospital), await visitWithCosts(hospital), await visitWithCosts(hospital)];
  const asked = await cashier().call<PaymentQr>(paymentQr, a.at);
  await tell('1', asked.reference, 500000);
  await cashier().call(collect, b.at, { method: 'cash', amount: vnd(500000) });
  const hand = await cashier().call<Invoice>(deposit, c.at, { method: 'transfer', amount: vnd(90000), key: 'ck' });
  const lost = await cashier().call<Invoice>(deposit, c.at, { method: 'transfer', amount: vnd(10000), key: 'ck2' });
  await cashier().call(deposit, c.at, { method: 'card', slip: 'POS-1', amount: vnd(100000), key: 'the' });
  await tell('2', 'nop tien', 90000);
  const short = await cashier().call<PaymentQr>(paymentQr, c.at);
  await tell('3', short.reference, 299999);
  // just before midnight of the day before
  await tell('4', 'hom truoc', 5000, '2026-03-01T23:59:59+07:00');

  const before = await day('2026-03-02');
  expect(before).toMatchObject({
    bank: { count: 3, amount: vnd(889999) },
    stated: { count: 0 },
    booked: { count: 3, amount: vnd(600000) },
    difference: vnd(289999),
    explained: { count: 0 },
    cashless: { byCount: 80, byValue: 58.3 },
    open: {
      waiting: { count: 1, amount: vnd(90000) },
      differing: { count: 1, amount: vnd(299999) },
      unbanked: { count: 2, amount: vnd(100000) },
    },
    waiting: [{ amount: vnd(90000), memo: 'nop tien', reason: expect.stringContaining('không có mã') }],
    differing: [{ amount: vnd(299999), patient: c.encounter.subject }],
    unbanked: [
      {
        receipt: { reference: `Invoice/${hand.id}` },
        amount: vnd(90000),
        name: 'Trần Đình Thử',
        patient: c.encounter.subject,
      },
      { receipt: { reference: `Invoice/${lost.id}` }, amount: vnd(10000) },
    ],
  });
  expect(before.method).toMatchObject([
    { method: 'cash', count: 1 },
    { method: 'transfer', count: 3 },
    { method: 'card', count: 1, amount: vnd(100000), back: vnd(0) },
    { method: 'wallet', count: 0 },
  ]);
  expect((await day('2026-03-01')).waiting).toMatchObject([{ amount: vnd(5000) }]);

  const settle = (task: string | undefined, input: object) =>
    cashier().call(settleTransfer, task ?? '', { ...input, reason: 'Kế toán đối chiếu' });
  await settle(before.waiting[0]?.task.reference, { receipt: { reference: `Invoice/${hand.id}` } });
  await settle(before.differing[0]?.task.reference, { encounter: { reference: c.at } });
  await hospital.as('tool').call(explainUnbanked, `Invoice/${lost.id}`, { reason: 'Chuyển sang ngân hàng khác' });
  const after = await day('2026-03-02');
  expect(after).toMatchObject({ waiting: [], differing: [], unbanked: [] });
  // what was given to the visit is a paper of this day now; the explained receipt is the whole difference
  expect(after).toMatchObject({
    difference: vnd(-10000),
    otherDay: vnd(0),
    explained: { count: 1, amount: vnd(-10000) },
  });
});

test('ngày phải đủ ngày, tháng, năm', async () => {
  await expect(day('2026-03')).rejects.toMatchObject({ code: 'payments.badDate' });
});
