import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { addLine, receiptsOf, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { type BankNotice, bankNotice, type NoticeTaken } from './bank-notice.ts';
import { collect } from './collect.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

let transactions = 0;
const ask = (at: string) => hospital.as('cashier').call<PaymentQr>(paymentQr, at);
const told = (reference: string, more: Partial<BankNotice> = {}): BankNotice => {
  transactions += 1;
  return {
    transaction: `FT${transactions}`,
    incoming: true,
    amount: vnd(500000),
    memo: `MBVCB.77.${reference}.CT tu 0000`,
    account: hospital.site.bankAccount?.number ?? '',
    at: '2026-03-02T08:31:05+07:00',
    ...more,
  };
};
const tell = (notice: BankNotice) => hospital.as('bank').call<NoticeTaken>(bankNotice, undefined, notice);
const parked = async () => (await hospital.all('Task')).filter(({ status }) => status === 'requested');

describe('ngân hàng báo có', () => {
  test('đúng mã, đúng tiền: yêu cầu thành phiếu thu, ghi tên thu ngân đã đưa mã', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const { reference, request } = await ask(at);
    const answer = await tell(told(reference));
    expect(answer).toEqual({ state: 'paid', receipt: request });
    const [receipt] = await receiptsOf(hospital, encounter);
    expect(receipt).toMatchObject({
      status: 'balanced',
      paymentTerms: 'Chuyển khoản',
      totalGross: vnd(500000),
      participant: [{ actor: { reference: 'Practitioner/cashier' } }],
    });
    const notices = (await hospital.all('PaymentNotice')).filter((one) => one.request?.reference === request.reference);
    expect(notices).toMatchObject([{ amount: vnd(500000), paymentDate: '2026-03-02' }]);
  });

  test('báo lại cùng giao dịch, kể cả cùng lúc: chỉ một phiếu thu', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const notice = told((await ask(at)).reference);
    const answers = await Promise.all([tell(notice), tell(notice), tell(notice)]);
    expect(answers.map(({ state }) => state).toSorted()).toEqual(['paid', 'repeated', 'repeated']);
    expect(await tell(notice)).toEqual({ state: 'repeated' });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
    expect(await parked()).toEqual([]);
  });

  test('nội dung bị ngân hàng làm méo vẫn nhận ra; sai ký tự kiểm tra thì không', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const { reference } = await ask(at);
    const wrong = reference.slice(0, -1) + (reference.endsWith('A') ? 'B' : 'A');
    expect(await tell(told(wrong))).toMatchObject({ state: 'parked', reason: 'no-reference' });
    const spaced = `ct den:0123 ${reference.toLowerCase().replace(/(.{4})/g, '$1 ')} fpt`;
    expect(await tell(told('', { memo: spaced }))).toMatchObject({ state: 'paid' });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
  });

  test.each([
    ['thiếu một đồng', 499_999, 'too-little'],
    ['thừa một đồng', 500_001, 'too-much'],
  ])('%s: không có phiếu thu, có việc cho thu ngân, không lộ nội dung chuyển khoản', async (_, amount, reason) => {
    const { at, encounter } = await visitWithCosts(hospital);
    const { reference } = await ask(at);
    expect(await tell(told(reference, { amount: vnd(amount) }))).toEqual({ state: 'parked', reason });
    expect(await receiptsOf(hospital, encounter)).toEqual([]);
    const [task] = (await parked()).slice(-1);
    expect(task).toMatchObject({ code: { text: 'Tiền chuyển khoản chưa khớp' }, for: encounter.subject });
    expect(task?.description).toContain('500.000 đ');
    expect(JSON.stringify(task)).not.toContain('CT tu 0000');
    expect((await ask(at)).reference).toBe(reference);
  });

  test('mã đã thay, khoản đã thu tiền mặt, mã không có thật, vào tài khoản khác: đều chờ người xử lý', async () => {
    const changed = await visitWithCosts(hospital);
    const old = await ask(changed.at);
    await addLine(hospital, changed.encounter, { price: '20000' });
    await ask(changed.at);
    expect(await tell(told(old.reference))).toMatchObject({ reason: 'withdrawn' });

    const paid = await visitWithCosts(hospital);
    const { reference } = await ask(paid.at);
    await hospital.as('cashier').call(collect, paid.at, { method: 'cash', amount: vnd(500000) });
    expect(await tell(told(reference))).toMatchObject({ reason: 'already-paid' });
    expect(await receiptsOf(hospital, paid.encounter)).toHaveLength(1);

    const elsewhere = await visitWithCosts(hospital);
    const other = await ask(elsewhere.at);
    expect(await tell(told(other.reference, { account: '123' }))).toMatchObject({ reason: 'other-account' });
    expect(await tell(told('LM260302000008'))).toMatchObject({ state: 'parked' });
  });

  test('tiền ra thì bỏ qua; giao dịch không có mã đọc được, số tiền lẻ thì từ chối', async () => {
    const before = (await hospital.all('PaymentNotice')).length;
    expect(await tell(told('', { incoming: false }))).toEqual({ state: 'ignored' });
    await expect(tell(told('', { transaction: 'a,b' }))).rejects.toMatchObject({ code: 'payments.noticeUnreadable' });
    await expect(tell(told('', { amount: vnd(0.5) }))).rejects.toMatchObject({ code: 'payments.badAmount' });
    expect(await hospital.all('PaymentNotice')).toHaveLength(before);
  });

  test('cơ sở chưa khai tài khoản thì không nhận', async () => {
    const bare = await openTestHospital([payments]);
    Reflect.deleteProperty(bare.site, 'bankAccount');
    await expect(bare.as('bank').call(bankNotice, undefined, told(''))).rejects.toMatchObject({
      code: 'payments.noBankAccount',
    });
    await bare.close();
  });
});
