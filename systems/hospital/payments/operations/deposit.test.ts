import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { receiptsOf, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';
import { deposit } from './deposit.ts';
import { paymentQr } from './payment-qr.ts';
import { printReceipt } from './print-receipt.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const cashier = () => hospital.as('cashier');
const take = (at: string, input: object) => cashier().call<Invoice>(deposit, at, input);
const statement = (at: string) => cashier().call<CostStatement>(costStatement, at);
const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

test('tạm ứng được trừ vào số phải thu; bấm lại cùng khóa không thu hai lần; in được phiếu', async () => {
  const { at, encounter } = await visitWithCosts(hospital);
  const input = { method: 'cash', amount: vnd(200000), key: 'tu-1' };
  const paper = await take(at, input);
  expect(identifierValue(paper, identifierSystems.receiptNumber)).toMatch(/^TU260302/);
  expect(paper).toMatchObject({ status: 'balanced', totalGross: vnd(200000), type: { text: 'Tạm ứng' } });
  expect((await take(at, input)).id).toBe(paper.id);
  await expect(take(at, { ...input, amount: vnd(300000) })).rejects.toEqual(refused('keyReused'));
  await expect(take(at, { ...input, method: 'transfer' })).rejects.toEqual(refused('keyReused'));
  expect(await statement(at)).toMatchObject({ payable: vnd(500000), paid: vnd(200000), due: vnd(300000) });
  await cashier().call(collect, at, { method: 'cash', amount: vnd(300000) });
  expect((await statement(at)).due).toEqual(vnd(0));
  expect(await receiptsOf(hospital, encounter)).toHaveLength(2);
  const pdf = await cashier().call<Binary>(printReceipt, `Invoice/${paper.id}`);
  expect(pdf.contentType).toBe('application/pdf');
});

test('tạm ứng khi mã QR đang chờ: mã cũ không thu được nữa, mã mới đúng phần còn lại', async () => {
  const { at, encounter } = await visitWithCosts(hospital);
  const old = await cashier().call(paymentQr, at);
  await take(at, { method: 'cash', amount: vnd(200000), key: 'tu-qr' });
  const late = { method: 'transfer', amount: vnd(500000), reference: old.reference };
  await expect(cashier().call(collect, at, late)).rejects.toEqual(refused('amountChanged'));
  const fresh = await cashier().call(paymentQr, at);
  expect(fresh.amount).toEqual(vnd(300000));
  await cashier().call(collect, at, { method: 'transfer', amount: vnd(300000), reference: fresh.reference });
  expect((await statement(at)).due).toEqual(vnd(0));
  expect(await receiptsOf(hospital, encounter)).toHaveLength(2);
});

test('hai quầy nhận tạm ứng cùng lúc: không phiếu nào bị mất hay trùng', async () => {
  const { at, encounter } = await visitWithCosts(hospital);
  const both = await Promise.allSettled(
    ['a', 'b'].map((key) => take(at, { method: 'cash', amount: vnd(100000), key })),
  );
  const taken = both.filter(({ status }) => status === 'fulfilled').length;
  expect(taken).toBeGreaterThan(0);
  for (const one of both) if (one.status === 'rejected') expect(one.reason).toEqual(refused('paidTwice'));
  expect(await receiptsOf(hospital, encounter)).toHaveLength(taken);
  expect((await statement(at)).paid).toEqual(vnd(taken * 100000));
});

test('một lần bấm gửi đi hai lần cùng lúc: một phiếu, cả hai nhận đúng phiếu ấy', async () => {
  const { at, encounter } = await visitWithCosts(hospital);
  const press = () => take(at, { method: 'cash', amount: vnd(70000), key: 'hai-lan' });
  const [one, two] = await Promise.all([press(), press()]);
  expect(one.id).toBe(two.id);
  expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
});

test('lượt khám đã kết thúc, thiếu khóa, sai hình thức, lẻ đồng: không nhận', async () => {
  const done = await visitWithCosts(hospital, { status: 'finished' });
  const input = { method: 'cash', amount: vnd(200000), key: 'tu-2' };
  await expect(take(done.at, input)).rejects.toEqual(refused('visitOver'));
  const { at } = await visitWithCosts(hospital);
  await expect(take(at, { ...input, key: ' ' })).rejects.toEqual(refused('keyNeeded'));
  await expect(take(at, { ...input, method: 'cheque' })).rejects.toEqual(refused('unknownMethod'));
  await expect(take(at, { ...input, method: 'card' })).rejects.toEqual(refused('slipNeeded'));
  await expect(take(at, { ...input, amount: vnd(0.5) })).rejects.toEqual(refused('badAmount'));
});
