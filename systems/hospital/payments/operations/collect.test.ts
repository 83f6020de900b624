import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { isPaymentReference } from '../rules/payment-reference.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';
import { printReceipt } from './print-receipt.ts';
import { addLine, receiptsOf, visitWithCosts, vnd } from './visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const cashier = () => hospital.as('cashier');
const statement = (at: string) => cashier().call<CostStatement>(costStatement, at);
const pay = (at: string, input: object) => cashier().call<Invoice>(collect, at, input);
const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

describe('bảng kê chi phí', () => {
  test('thẻ 80 %, giá BHYT thấp hơn giá bệnh viện: từng dòng cộng đúng, có lời giải thích', async () => {
    const { at } = await visitWithCosts(hospital, {
      card: 'GD4',
      lines: [{ price: '320000', insurancePrice: '280000' }, { price: '200000.555' }],
    });
    const bill = await statement(at);
    expect(bill.total).toMatchObject({
      hospital: vnd(520000.56),
      insurer: vnd(384000.45),
      coPaid: vnd(96000.11),
      selfPaid: vnd(40000),
      patient: vnd(136000.11),
    });
    expect(bill).toMatchObject({ rounding: vnd(-0.11), payable: vnd(136000), paid: vnd(0), due: vnd(136000) });
    expect(bill.line[0]?.because.join(' ')).toContain('Giá BHYT thấp hơn giá bệnh viện');
    expect(bill.step.join(' ')).toContain('351.000 đ');
  });

  test('không có thẻ: người bệnh trả hết; lượt khám không tồn tại là 404', async () => {
    const { at } = await visitWithCosts(hospital, { lines: [{ price: '71000' }] });
    expect((await statement(at)).due).toEqual(vnd(71000));
    await expect(statement('Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
  });
});

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
      [{ method: 'card', amount: vnd(500000) }, 'unknownMethod'],
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

  test('mã QR mang đúng số tiền và tài khoản cơ sở; hỏi lại ra cùng mã; thu theo mã, báo lại lần nữa không thu thêm', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const qr = await ask(at);
    expect(isPaymentReference(qr.reference)).toBe(true);
    expect(qr.payload).toContain('0006999999');
    expect(qr.payload).toContain('5406500000');
    expect((await ask(at)).reference).toBe(qr.reference);
    const input = { method: 'transfer', amount: vnd(500000), reference: qr.reference };
    const receipt = await pay(at, input);
    expect(receipt).toMatchObject({ status: 'balanced', paymentTerms: 'Chuyển khoản' });
    expect((await pay(at, input)).id).toBe(receipt.id);
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
    await expect(ask(at)).rejects.toEqual(refused('nothingDue'));
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
  });

  test('cơ sở chưa có tài khoản thì không tạo được mã', async () => {
    const { bankAccount: _, ...site } = hospital.site;
    const bare = await openTestHospital([payments], { site: { ...site, bankAccount: undefined } as never });
    const { at } = await visitWithCosts(bare);
    await expect(bare.as('cashier').call(paymentQr, at)).rejects.toEqual(refused('noBankAccount'));
    await bare.close();
  });
});

test('phiếu thu in ra PDF; khoản chưa thu thì không in được', async () => {
  const { at } = await visitWithCosts(hospital);
  await cashier().call(paymentQr, at);
  const open = (await hospital.all('Invoice')).find(({ status }) => status === 'issued');
  await expect(cashier().call(printReceipt, `Invoice/${open?.id}`)).rejects.toEqual(refused('notAReceipt'));
  const receipt = await pay(at, { method: 'cash', amount: vnd(500000) });
  for (const paper of [undefined, 'A5']) {
    const pdf = await cashier().call<Binary>(
      printReceipt,
      `Invoice/${receipt.id}`,
      paper === undefined ? {} : { paper },
    );
    expect(
      Buffer.from(pdf.data ?? '', 'base64')
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-');
  }
});
