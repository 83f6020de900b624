import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Invoice, Task } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { addLine, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { cancelReceipt } from './cancel-receipt.ts';
import { closeShift } from './close-shift.ts';
import { collect } from './collect.ts';
import { openShift } from './open-shift.ts';
import { refund } from './refund.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([payments]);
});
afterEach(() => hospital.close());

const cashier = () => hospital.as('cashier');
const ask = (receipt: Invoice, reason = 'Thu nhầm người') =>
  cashier().call<Task>(cancelReceipt, `Invoice/${receipt.id}`, { reason });
const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

async function paid() {
  const { at, encounter } = await visitWithCosts(hospital);
  return { encounter, receipt: await cashier().call<Invoice>(collect, at, { method: 'cash', amount: vnd(500000) }) };
}

test('yêu cầu hủy chờ người thứ hai; phiếu chưa đổi; hỏi lại không sinh việc mới', async () => {
  const { receipt } = await paid();
  const task = await ask(receipt);
  expect(task).toMatchObject({ status: 'requested', code: { text: 'Duyệt hủy phiếu thu' } });
  expect(task.description).toContain('Thu nhầm người');
  expect((await ask(receipt)).id).toBe(task.id);
  await expect(ask(receipt, 'Lý do khác hẳn')).rejects.toEqual(refused('cancelAsked'));
  expect((await hospital.as('tool').store.read('Invoice', receipt.id ?? '')).status).toBe('balanced');
});

test('không lý do, phiếu đã hoàn tiền, khoản chưa thu: không hủy được', async () => {
  const { encounter, receipt } = await paid();
  await expect(ask(receipt, 'sai')).rejects.toEqual(refused('reasonNeeded'));
  const extra = await addLine(hospital, encounter, { price: '20000' });
  const second = await cashier().call<Invoice>(collect, `Encounter/${encounter.id}`, {
    method: 'cash',
    amount: vnd(20000),
  });
  await hospital.as('tool').store.update<ChargeItem>({ ...extra, status: 'aborted' });
  const input = { method: 'cash', amount: vnd(20000), reason: 'Không làm nữa', key: 'ht' };
  const paper = await cashier().call<Invoice>(refund, `Invoice/${second.id}`, input);
  await expect(ask(second)).rejects.toEqual(refused('hasRefund'));
  await expect(ask(paper)).rejects.toEqual(refused('notAReceipt'));
});

test('ca thu đã đóng thì hoàn tiền, không hủy phiếu', async () => {
  await cashier().call(openShift, undefined, { count: [] });
  hospital.tick(1);
  const { receipt } = await paid();
  hospital.tick(1);
  await cashier().call(closeShift, undefined, { count: [{ denomination: 500000, pieces: 1 }] });
  await expect(ask(receipt)).rejects.toEqual(refused('shiftClosed'));
});
