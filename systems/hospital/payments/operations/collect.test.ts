import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { addLine, receiptsOf, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const cashier = () => hospital.as('cashier');
const statement = (at: string) => cashier().call<CostStatement>(costStatement, at);
const pay = (at: string, input: object) => cashier().call<Invoice>(collect, at, input);
const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

describe('thu tiền mặt', () => {
  test('thu đúng số, viết phiếu thu có dòng làm tròn; bấm lại cùng khóa không thu hai lần', async () => {
    const { at, encounter } = await visitWithCosts(hospital, { lines: [{ price: '71000.4' }] });
    const input = { method: 'cash', amount: vnd(71000), key: 'quay-1-0001' };
    const receipt = await pay(at, input);
    expect(identifierValue(receipt, identifierSystems.receiptNumber)).toMatch(/^PT260302/);
    expect(receipt).toMatchObject({ status: 'balanced', totalGross: vnd(71000), paymentTerms: 'Tiền mặt' });
    expect(receipt.lineItem?.at(-1)).toMatchObject({
      chargeItemCodeableConcept: { text: 'Làm tròn đến đồng' },
      priceComponent: [{ type: 'deduction', amount: vnd(-0.4) }],
    });
    const again = await pay(at, input);
    expect(again.id).toBe(receipt.id);
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
    await expect(pay(at, { method: 'cash', amount: vnd(71000) })).rejects.toEqual(refused('nothingDue'));
  });

  test('hai quầy bấm cùng lúc: chỉ một phiếu thu, một giấy báo', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const results = await Promise.allSettled(
      [1, 2, 3].map((counter) => pay(at, { method: 'cash', amount: vnd(500000), key: `quay-${counter}` })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refusals.every((code) => code === 'payments.paidTwice' || code === 'payments.nothingDue')).toBe(true);
    const receipts = await receiptsOf(hospital, encounter);
    expect(receipts).toHaveLength(1);
    const notices = (await hospital.all('PaymentNotice')).filter(
      ({ request }) => request?.reference === `Invoice/${receipts[0]?.id}`,
    );
    expect(notices).toHaveLength(1);
  });

  test('có mã QR đang chờ, hai quầy bấm cùng lúc: một phiếu, quầy kia được báo rõ; bấm lại cùng khóa thì ra phiếu cũ', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    await cashier().call<PaymentQr>(paymentQr, at);
    const results = await Promise.allSettled(
      ['quay-1', 'quay-1', 'quay-2'].map((key) => pay(at, { method: 'cash', amount: vnd(500000), key })),
    );
    const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refusals.every((code) => code === 'payments.paidTwice' || code === 'payments.nothingDue')).toBe(true);
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
    const won = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(new Set(won).size).toBe(1);
  });

  test('cùng khóa nhưng khác số tiền: không trả phiếu cũ như thể đã thu', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    await pay(at, { method: 'cash', amount: vnd(500000), key: 'k1' });
    await addLine(hospital, encounter, { price: '20000' });
    await expect(pay(at, { method: 'cash', amount: vnd(20000), key: 'k1' })).rejects.toEqual(refused('keyReused'));
    expect((await pay(at, { method: 'cash', amount: vnd(500000), key: 'k1' })).totalGross).toEqual(vnd(500000));
    await pay(at, { method: 'cash', amount: vnd(20000), key: 'k2' });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(2);
  });

  test('rút bớt chi phí sau khi thu: nói rõ là phải hoàn lại, không thu và không tạo mã', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const extra = await addLine(hospital, encounter, { price: '20000' });
    await pay(at, { method: 'cash', amount: vnd(520000) });
    await hospital.as('tool').store.update<ChargeItem>({ ...extra, status: 'aborted' });
    await expect(pay(at, { method: 'cash', amount: vnd(1) })).rejects.toMatchObject({
      code: 'payments.refundOwed',
      outcome: { issue: [{ details: { text: expect.stringContaining('20.000') } }] },
    });
    await expect(cashier().call(paymentQr, at)).rejects.toEqual(refused('refundOwed'));
  });

  test('lần thu này đã có phiếu khác ghi vào giữa chừng: không thu chồng', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    await hospital.as('tool').store.create<Invoice>({
      resourceType: 'Invoice',
      status: 'cancelled',
      identifier: [{ system: identifierSystems.paymentKey, value: `${encounter.id}.1` }],
      subject: { reference: encounter.subject?.reference ?? '' },
    });
    await expect(pay(at, { method: 'cash', amount: vnd(500000) })).rejects.toEqual(refused('paidTwice'));
    expect(await receiptsOf(hospital, encounter)).toEqual([]);
  });

  test('thiếu, thừa, lẻ đồng, sai hình thức, sai loại tiền đều bị từ chối rõ', async () => {
    const { at } = await visitWithCosts(hospital);
    const tries: readonly [object, string][] = [
      [{ method: 'cash', amount: vnd(499999) }, 'underpaid'],
      [{ method: 'cash', amount: vnd(500001) }, 'overpaid'],
      [{ method: 'cash', amount: vnd(0.5) }, 'badAmount'],
      [{ method: 'cash', amount: vnd(-500000) }, 'badAmount'],
      [{ method: 'cheque', amount: vnd(500000) }, 'unknownMethod'],
      [{ method: 'card', amount: vnd(500000) }, 'slipNeeded'],
      [{ method: 'wallet', amount: vnd(500000), slip: '12' }, 'slipNeeded'],
      [{ method: 'card', amount: vnd(500000), slip: '4111 1111 1111 1111' }, 'cardNumber'],
      [{ method: 'cash', amount: vnd(500000), key: ' ' }, 'keyNeeded'],
      [{ method: 'cash', amount: vnd(500000), key: 'k'.repeat(101) }, 'keyNeeded'],
      [{ method: 'transfer', amount: vnd(500000) }, 'referenceNeeded'],
      [{ method: 'transfer', amount: vnd(500000), reference: 'LM1' }, 'badReference'],
    ];
    for (const [input, code] of tries) await expect(pay(at, input)).rejects.toEqual(refused(code));
    await expect(pay(at, { method: 'cash', amount: { value: 500000, currency: 'USD' } })).rejects.toMatchObject({
      code: 'core.notDong',
    });
    expect((await statement(at)).paid).toEqual(vnd(0));
  });

  test('lượt khám đã kết thúc vẫn thu được; chi phí thêm sau khi thu thì thu phần thêm', async () => {
    const { at, encounter } = await visitWithCosts(hospital, { status: 'finished' });
    await pay(at, { method: 'cash', amount: vnd(500000) });
    await addLine(hospital, encounter, { price: '20000' });
    expect(await statement(at)).toMatchObject({ payable: vnd(520000), paid: vnd(500000), due: vnd(20000) });
    const second = await pay(at, { method: 'cash', amount: vnd(20000) });
    const lines = (second.lineItem ?? []).flatMap((line) => line.priceComponent?.[0]?.amount?.value ?? []);
    expect(lines.reduce((sum, value) => sum + value, 0)).toBe(20000);
    expect(await receiptsOf(hospital, encounter)).toHaveLength(2);
  });
});

describe('chuyển khoản qua VietQR', () => {
  const ask = (at: string) => cashier().call<PaymentQr>(paymentQr, at);

  test('thu theo mã, báo lại lần nữa không thu thêm', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const { reference } = await ask(at);
    const input = { method: 'transfer', amount: vnd(500000), reference };
    const receipt = await pay(at, input);
    expect(receipt).toMatchObject({ status: 'balanced', paymentTerms: 'Chuyển khoản' });
    expect((await pay(at, input)).id).toBe(receipt.id);
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
  });

  test('chi phí đổi sau khi tạo mã: thu theo mã cũ bị từ chối, mã mới thay mã cũ', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const old = await ask(at);
    await addLine(hospital, encounter, { price: '20000' });
    const late = { method: 'transfer', amount: vnd(500000), reference: old.reference };
    await expect(pay(at, late)).rejects.toEqual(refused('amountChanged'));
    const fresh = await ask(at);
    expect(fresh.reference).not.toBe(old.reference);
    expect(fresh.amount.value).toBe(520000);
    await expect(pay(at, late)).rejects.toEqual(refused('amountChanged'));
    await pay(at, { method: 'transfer', amount: vnd(520000), reference: fresh.reference });
    expect((await statement(at)).due).toEqual(vnd(0));
  });

  test('mã của lượt khám khác không dùng được; có mã QR vẫn thu tiền mặt được', async () => {
    const [one, other] = [await visitWithCosts(hospital), await visitWithCosts(hospital)];
    const qr = await ask(one.at);
    const input = { method: 'transfer', amount: vnd(500000), reference: qr.reference };
    await expect(pay(other.at, input)).rejects.toEqual(refused('unknownReference'));
    const receipt = await pay(one.at, { method: 'cash', amount: vnd(500000) });
    expect(identifierValue(receipt, identifierSystems.paymentReference)).toBe(qr.reference);
    expect(await receiptsOf(hospital, one.encounter)).toHaveLength(1);
    await expect(pay(one.at, input)).rejects.toEqual(refused('alreadyCollected'));
    expect(await receiptsOf(hospital, one.encounter)).toHaveLength(1);
  });
});

describe('thu bằng thẻ và ví điện tử', () => {
  test('phiếu thu giữ số hóa đơn máy; bấm lại cùng khóa không thu hai lần; một hóa đơn máy chỉ một phiếu', async () => {
    const [one, two] = [await visitWithCosts(hospital), await visitWithCosts(hospital)];
    const input = { method: 'card', amount: vnd(500000), slip: ' hd-000123 ', key: 'the-1' };
    const receipt = await pay(one.at, input);
    expect(receipt).toMatchObject({ status: 'balanced', paymentTerms: 'Thẻ' });
    expect(identifierValue(receipt, identifierSystems.paymentSlip)).toBe('card.HD-000123');
    expect((await pay(one.at, input)).id).toBe(receipt.id);
    await expect(pay(two.at, { ...input, key: 'the-2' })).rejects.toEqual(refused('slipUsed'));
    const wallet = await pay(two.at, { ...input, method: 'wallet', key: 'vi-1' });
    expect(wallet.paymentTerms).toBe('Ví điện tử');
    expect((await statement(two.at)).due).toEqual(vnd(0));
  });
});
