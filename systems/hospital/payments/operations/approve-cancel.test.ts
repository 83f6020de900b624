import { openTestHospital } from '@lienmach/testing';
import type { Invoice, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { approveCancel } from './approve-cancel.ts';
import { cancelReceipt } from './cancel-receipt.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';

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
