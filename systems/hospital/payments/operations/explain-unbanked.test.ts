import { openTestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { unbankedReason } from '../rules/bank-day.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { deposit } from './deposit.ts';
import { explainUnbanked } from './explain-unbanked.ts';

test('phiếu chuyển khoản chưa thấy tiền: ghi lý do kèm người ghi; ghi lại cùng lý do không đổi gì; người lập phiếu không tự giải thích; phiếu tiền mặt thì không', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const { at } = await visitWithCosts(hospital);
  const take = (method: string) =>
    cashier.call<Invoice>(deposit, at, { method, amount: vnd(90000), key: `khoa-${method}` });
  const [receipt, cash] = [await take('transfer'), await take('cash')];
  const second = hospital.as('tool');
  const explain = ({ id }: Invoice, reason: string, by = second) =>
    by.call<Invoice>(explainUnbanked, `Invoice/${id}`, { reason });

  await expect(explain(receipt, 'mất')).rejects.toMatchObject({ code: 'payments.reasonNeeded' });
  await expect(explain(cash, 'Không phải chuyển khoản')).rejects.toMatchObject({ code: 'payments.notAwaitingBank' });
  const own = explain(receipt, 'Tiền vào tài khoản cũ', cashier);
  await expect(own).rejects.toMatchObject({ code: 'payments.ownReceipt' });
  const first = await explain(receipt, 'Tiền vào tài khoản cũ');
  expect(unbankedReason(first)).toBe('Tiền vào tài khoản cũ');
  expect(JSON.stringify(first.extension)).toContain('Practitioner/tool');
  const again = await explain(receipt, 'Tiền vào tài khoản cũ');
  expect(again.meta?.versionId).toBe(first.meta?.versionId);
  expect(unbankedReason(await explain(receipt, 'Kế toán đã đòi lại'))).toBe('Kế toán đã đòi lại');
  await hospital.close();
});
