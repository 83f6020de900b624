import { openTestHospital } from '@lienmach/testing';
import type { Invoice, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { approveCancel } from './approve-cancel.ts';
import { bankDay } from './bank-day.ts';
import { bankNotice } from './bank-notice.ts';
import { cancelReceipt } from './cancel-receipt.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';
import { settleTransfer } from './settle-transfer.ts';

test('người thứ hai duyệt: phiếu hủy, số tiền lại phải thu, thu lại được; tự duyệt hoặc duyệt hai lần không được', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const second = hospital.as('tool');
  const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });
  const { at } = await visitWithCosts(hospital);
  const pay = () => cashier.call<Invoice>(collect, at, { method: 'cash', amount: vnd(500000) });
  const receipt = await pay();
  const task = await cashier.call<Task>(cancelReceipt, `Invoice/${receipt.id}`, { reason: 'Thu nhầm người' });

  await expect(cashier.call(approveCancel, `Task/${task.id}`)).rejects.toEqual(refused('samePerson'));
  const cancelled = await second.call<Invoice>(approveCancel, `Task/${task.id}`);
  expect(cancelled).toMatchObject({ id: receipt.id, status: 'cancelled', cancelledReason: 'Thu nhầm người' });
  expect(cancelled.participant?.at(-1)).toMatchObject({ role: { text: 'Người duyệt hủy' } });
  await expect(second.call(approveCancel, `Task/${task.id}`)).rejects.toEqual(refused('notACancelRequest'));

  expect((await cashier.call<CostStatement>(costStatement, at)).due).toEqual(vnd(500000));
  const again = await pay();
  expect(again.id).not.toBe(receipt.id);
  expect((await cashier.call<CostStatement>(costStatement, at)).due).toEqual(vnd(0));
  await hospital.close();
});

test('hủy phiếu đã có tiền ở ngân hàng: tiền chờ người xử lý lại, gán lại cho lượt khám được', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const { at } = await visitWithCosts(hospital);
  const { reference, request } = await cashier.call<PaymentQr>(paymentQr, at);
  await hospital.as('bank').call(bankNotice, undefined, {
    transaction: '1',
    incoming: true,
    amount: vnd(500000),
    memo: reference,
    account: hospital.site.bankAccount?.number ?? '',
    at: '2026-03-02T08:31:05+07:00',
  });
  const day = () => cashier.call(bankDay, undefined, { date: '2026-03-02' });
  expect(await day()).toMatchObject({ difference: vnd(0), waiting: [] });
  const reason = 'Thu nhầm người';
  const asked = await cashier.call<Task>(cancelReceipt, request.reference ?? '', { reason });
  await hospital.as('tool').call(approveCancel, `Task/${asked.id}`);
  const open = await day();
  expect(open).toMatchObject({
    difference: vnd(500000),
    waiting: [{ amount: vnd(500000), reason: expect.stringContaining('đã hủy') }],
  });
  await cashier.call(settleTransfer, open.waiting[0]?.task.reference ?? '', { encounter: { reference: at }, reason });
  expect(await day()).toMatchObject({ difference: vnd(0), waiting: [], unbanked: [] });
  expect((await cashier.call<CostStatement>(costStatement, at)).due).toEqual(vnd(0));
  await hospital.close();
});
