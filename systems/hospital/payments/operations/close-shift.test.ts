import { openTestHospital } from '@lienmach/testing';
import type { Invoice, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { approveCancel } from './approve-cancel.ts';
import { cancelReceipt } from './cancel-receipt.ts';
import { closeShift } from './close-shift.ts';
import { collect } from './collect.ts';
import { deposit } from './deposit.ts';
import { openShift } from './open-shift.ts';
import { paymentQr } from './payment-qr.ts';

test('một ca thu: tiền mặt, chuyển khoản, tạm ứng, một phiếu bị hủy; đếm lệch phải giải thích; đóng rồi mở ca mới', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const close = (input: object) => cashier.call(closeShift, undefined, input);
  await expect(close({ count: [] })).rejects.toMatchObject({ code: 'payments.noShift' });
  await cashier.call(openShift, undefined, { count: [{ denomination: 100000, pieces: 2 }] });
  hospital.tick(1);

  const [one, two, three] = [
    await visitWithCosts(hospital),
    await visitWithCosts(hospital),
    await visitWithCosts(hospital),
  ];
  await cashier.call(collect, one.at, { method: 'cash', amount: vnd(500000) });
  const { reference } = await cashier.call(paymentQr, two.at);
  await cashier.call(collect, two.at, { method: 'transfer', amount: vnd(500000), reference });
  await cashier.call(deposit, three.at, { method: 'cash', amount: vnd(100000), key: 'tu' });
  const wrong = await cashier.call<Invoice>(collect, three.at, { method: 'cash', amount: vnd(400000) });
  const task = await cashier.call<Task>(cancelReceipt, `Invoice/${wrong.id}`, { reason: 'Thu nhầm người' });
  await hospital.as('tool').call(approveCancel, `Task/${task.id}`);
  hospital.tick(240);

  const count = [
    { denomination: 500000, pieces: 1 },
    { denomination: 100000, pieces: 2 },
    { denomination: 50000, pieces: 1 },
  ];
  await expect(close({ count })).rejects.toMatchObject({ code: 'payments.differenceUnexplained' });
  const card = close({ count, note: 'Khách thẻ 4111-1111-1111-1111 12/27 chưa trả' });
  await expect(card).rejects.toMatchObject({ code: 'payments.cardNumber' });
  const closed = await close({ count, note: 'Thiếu 50.000 đ, đã báo kế toán trưởng' });
  expect(closed).toMatchObject({
    expected: vnd(800000),
    counted: vnd(750000),
    difference: vnd(-50000),
    cash: vnd(600000),
    transfer: vnd(500000),
    refunded: vnd(0),
    receipts: 3,
    shift: { outcome: 'complete', processNote: [{ text: 'Thiếu 50.000 đ, đã báo kế toán trưởng' }] },
  });
  await expect(close({ count: [] })).rejects.toMatchObject({ code: 'payments.noShift' });
  await cashier.call(openShift, undefined, { count: [] });
  expect(await hospital.all('PaymentReconciliation')).toHaveLength(2);
  await hospital.close();
});
