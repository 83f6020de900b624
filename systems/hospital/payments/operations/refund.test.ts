import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Invoice, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { addLine, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { approveCancel } from './approve-cancel.ts';
import { cancelReceipt } from './cancel-receipt.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';
import { refund } from './refund.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const cashier = () => hospital.as('cashier');
const due = async (at: string) => (await cashier().call<CostStatement>(costStatement, at)).due;
const back = (receipt: Invoice, input: object) =>
  cashier().call<Invoice>(refund, `Invoice/${receipt.id}`, {
    method: 'cash',
    reason: 'Xét nghiệm không làm',
    amount: vnd(20000),
    key: 'ht-1',
    ...input,
  });
const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

async function paidTooMuch() {
  const { at, encounter } = await visitWithCosts(hospital);
  const extra = await addLine(hospital, encounter, { price: '20000' });
  const receipt = await cashier().call<Invoice>(collect, at, { method: 'cash', amount: vnd(520000) });
  await hospital.as('tool').store.update<ChargeItem>({ ...extra, status: 'aborted' });
  return { at, receipt };
}

test('dịch vụ bị hủy sau khi thu: hoàn đúng phần thừa, có lý do, bấm lại cùng khóa không hoàn hai lần', async () => {
  const { at, receipt } = await paidTooMuch();
  expect(await due(at)).toEqual(vnd(-20000));
  const paper = await back(receipt, {});
  expect(identifierValue(paper, identifierSystems.receiptNumber)).toMatch(/^HT260302/);
  expect(paper).toMatchObject({
    status: 'balanced',
    totalGross: vnd(-20000),
    note: [{ text: 'Xét nghiệm không làm' }],
    extension: [{ valueReference: { reference: `Invoice/${receipt.id}` } }],
  });
  expect((await back(receipt, {})).id).toBe(paper.id);
  expect(await due(at)).toEqual(vnd(0));
  await expect(back(receipt, { key: 'ht-2' })).rejects.toEqual(refused('refundTooHigh'));
  await expect(back(paper, { key: 'ht-3' })).rejects.toEqual(refused('notRefundable'));
});

test('hoàn tiền trong lúc người khác duyệt hủy phiếu ấy: chỉ một việc được ghi', async () => {
  const { at, receipt } = await paidTooMuch();
  const task = await cashier().call<Task>(cancelReceipt, `Invoice/${receipt.id}`, { reason: 'Thu nhầm người' });
  const both = await Promise.allSettled([
    back(receipt, { key: 'ht-9' }),
    hospital.as('tool').call<Invoice>(approveCancel, `Task/${task.id}`),
  ]);
  const refusals = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(refusals).toHaveLength(1);
  expect(['payments.hasRefund', 'payments.notRefundable', 'payments.refundTooHigh']).toContain(refusals[0]);
  expect(await due(at)).toEqual(refusals[0] === 'payments.hasRefund' ? vnd(0) : vnd(500000));
});

test('phiếu hoàn được ghi cùng phiếu đã thu: phiếu ấy có bản mới, ai đọc bản cũ thì không hủy được nữa', async () => {
  const { receipt } = await paidTooMuch();
  await back(receipt, { key: 'ht-8' });
  const now = await hospital.as('tool').store.read('Invoice', receipt.id ?? '');
  expect(Number(now.meta?.versionId)).toBeGreaterThan(Number(receipt.meta?.versionId));
  expect(now).toMatchObject({ status: 'balanced', totalGross: vnd(520000) });
});

test('hoàn nhiều hơn phần thừa, không lý do, khoản chưa thu: không được', async () => {
  const { receipt } = await paidTooMuch();
  await expect(back(receipt, { amount: vnd(20001) })).rejects.toEqual(refused('refundTooHigh'));
  await expect(back(receipt, { reason: 'sai' })).rejects.toEqual(refused('reasonNeeded'));
  const { at } = await visitWithCosts(hospital);
  await cashier().call('Encounter/$payment-qr', at);
  const asked = (await hospital.all('Invoice')).find(({ status }) => status === 'issued');
  if (asked === undefined) throw new Error('no open request');
  await expect(back(asked, {})).rejects.toEqual(refused('notRefundable'));
});

test('thu bằng thẻ chỉ hoàn về thẻ, kèm số hóa đơn máy; lý do không chứa số thẻ', async () => {
  const { at, encounter } = await visitWithCosts(hospital);
  const extra = await addLine(hospital, encounter, { price: '20000' });
  const paid = { method: 'card', amount: vnd(520000), slip: 'POS-7001' };
  const receipt = await cashier().call<Invoice>(collect, at, paid);
  await hospital.as('tool').store.update<ChargeItem>({ ...extra, status: 'aborted' });
  await expect(back(receipt, { key: 'the-1' })).rejects.toEqual(refused('otherChannel'));
  await expect(back(receipt, { key: 'the-1', method: 'card' })).rejects.toEqual(refused('slipNeeded'));
  const told = { key: 'the-1', method: 'card', slip: 'POS-7002' };
  const reason = 'Hoàn vào thẻ 4111111111111111';
  await expect(back(receipt, { ...told, reason })).rejects.toEqual(refused('cardNumber'));
  const paper = await back(receipt, told);
  expect(paper).toMatchObject({ totalGross: vnd(-20000), paymentTerms: 'Thẻ' });
  expect(identifierValue(paper, identifierSystems.paymentSlip)).toBe('card.POS-7002');
  expect(await due(at)).toEqual(vnd(0));
});
