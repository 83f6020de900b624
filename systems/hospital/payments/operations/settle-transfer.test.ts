import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice, Task } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { receiptsOf, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { bankNotice } from './bank-notice.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';
import { deposit } from './deposit.ts';
import { settleTransfer } from './settle-transfer.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

let transactions = 0;

/** money whose memo says nothing. @returns the task that waits for a person */
async function strayMoney(amount: number): Promise<Task> {
  transactions += 1;
  await hospital.as('bank').call(bankNotice, undefined, {
    transaction: `FT${transactions}`,
    incoming: true,
    amount: vnd(amount),
    memo: 'nop tien vien phi',
    account: hospital.site.bankAccount?.number ?? '',
    at: '2026-03-02T08:31:05+07:00',
  });
  const key = `FT${transactions}`;
  const task = (await hospital.all('Task')).find(({ identifier }) => identifier?.[0]?.value?.endsWith(`.${key}`));
  if (task === undefined) throw new Error('nothing was parked');
  return task;
}

const settle = (task: Task, input: object) =>
  hospital.as('cashier').call<Task>(settleTransfer, `Task/${task.id}`, input);

describe('tiền chuyển khoản chưa khớp', () => {
  test('tìm ra lượt khám: có phiếu riêng, bớt số phải thu; bấm lại không ghi thêm', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const task = await strayMoney(200000);
    const input = { encounter: { reference: at }, reason: 'Người nhà đưa biên lai' };
    expect(await settle(task, input)).toMatchObject({
      status: 'completed',
      owner: { reference: 'Practitioner/cashier' },
    });
    const bill = await hospital.as('cashier').call<CostStatement>(costStatement, at);
    expect(bill).toMatchObject({ paid: vnd(200000), due: vnd(300000) });
    expect(await receiptsOf(hospital, encounter)).toMatchObject([{ paymentTerms: 'Chuyển khoản' }]);
    await expect(settle(task, input)).rejects.toMatchObject({ code: 'payments.notAParkedTransfer' });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
  });

  test('hai người cùng lúc gán một khoản vào hai lượt khám: chỉ một phiếu; không chọn cả lượt khám và phiếu thu', async () => {
    const [one, two] = [await visitWithCosts(hospital), await visitWithCosts(hospital)];
    const task = await strayMoney(200000);
    const of = ({ at }: { readonly at: string }) => ({ encounter: { reference: at }, reason: 'Hai người cùng xem' });
    const both = { ...of(one), receipt: { reference: 'Invoice/x' } };
    await expect(settle(task, both)).rejects.toMatchObject({ code: 'payments.onlyOneTarget' });
    const results = await Promise.allSettled([settle(task, of(one)), settle(task, of(two))]);
    const refusals = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refusals).toEqual(['payments.notAParkedTransfer']);
    const papers = [...(await receiptsOf(hospital, one.encounter)), ...(await receiptsOf(hospital, two.encounter))];
    expect(papers).toHaveLength(1);
    const done = (await hospital.all('Task')).find(({ id }) => id === task.id);
    const notice = (await hospital.all('PaymentNotice')).find(({ id }) => task.focus?.reference?.endsWith(id ?? '-'));
    expect(notice?.request?.reference).toBe(`Invoice/${papers[0]?.id}`);
    expect(done?.status).toBe('completed');
  });

  test('không của ai: ghi lý do rồi xếp lại, không sinh phiếu', async () => {
    const before = (await hospital.all('Invoice')).length;
    const task = await strayMoney(5000);
    await expect(settle(task, { reason: 'trả' })).rejects.toMatchObject({ code: 'payments.reasonNeeded' });
    expect(await settle(task, { reason: 'Ngân hàng chuyển nhầm, đã hoàn' })).toMatchObject({ status: 'completed' });
    expect(await hospital.all('Invoice')).toHaveLength(before);
  });

  test('không phải lượt khám, hoặc lượt khám không có: từ chối, tiền vẫn chờ', async () => {
    const task = await strayMoney(7000);
    const reason = 'Thử gán vào chỗ sai';
    await expect(settle(task, { encounter: { reference: 'Patient/x' }, reason })).rejects.toMatchObject({
      code: 'payments.unknownVisit',
    });
    await expect(settle(task, { encounter: { reference: 'Encounter/khong-co' }, reason })).rejects.toMatchObject({
      status: 404,
    });
    expect((await hospital.all('Task')).find(({ id }) => id === task.id)?.status).toBe('requested');
  });
});

describe('ghép tiền về với phiếu thu chuyển khoản đã ghi tay', () => {
  test('đúng số tiền: khớp, không sinh phiếu mới; lệch tiền, phiếu tiền mặt, phiếu đã có tiền: không ghép', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const cashier = hospital.as('cashier');
    const receipt = await cashier.call<Invoice>(deposit, at, { method: 'transfer', amount: vnd(120000), key: 'ck' });
    const cash = await cashier.call<Invoice>(deposit, at, { method: 'cash', amount: vnd(9000), key: 'tm' });
    const reason = 'Người nhà chuyển hộ';
    const of = ({ id }: Invoice) => ({ receipt: { reference: `Invoice/${id}` }, reason });
    const wrong = await strayMoney(120001);
    await expect(settle(wrong, of(receipt))).rejects.toMatchObject({ code: 'payments.amountsDiffer' });
    await expect(settle(wrong, of(cash))).rejects.toMatchObject({ code: 'payments.notAwaitingBank' });
    await settle(wrong, { reason: 'Đã trả lại người chuyển' });

    const task = await strayMoney(120000);
    expect(await settle(task, of(receipt))).toMatchObject({ status: 'completed', encounter: { reference: at } });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(2);
    const again = await strayMoney(120000);
    await expect(settle(again, of(receipt))).rejects.toMatchObject({ code: 'payments.notAwaitingBank' });
  });
});
