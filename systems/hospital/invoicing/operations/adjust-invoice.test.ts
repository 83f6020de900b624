import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invoicing } from '../index.ts';
import { correctedBy } from '../rules/counter-paper.ts';
import { keyOf, stateOf } from '../rules/e-invoice.ts';
import { cancelled, costDesk, paperFor, visitFor, vnd } from '../stories/papers-for-tests.ts';
import { openTestProvider, type TestProvider } from '../stories/provider-for-tests.ts';
import { adjustInvoice } from './adjust-invoice.ts';
import { type InvoiceDay, invoiceDay } from './invoice-day.ts';
import { issueInvoice } from './issue-invoice.ts';
import { replaceInvoice } from './replace-invoice.ts';
import { retryInvoice } from './retry-invoice.ts';
import { sendInvoices } from './send-invoices.ts';
import { withdrawInvoice } from './withdraw-invoice.ts';

let hospital: TestHospital;
let provider: TestProvider;
beforeAll(async () => {
  provider = await openTestProvider();
  hospital = await openTestHospital([invoicing, costDesk], {
    site: { invoicing: provider.rules },
    services: [provider.service],
  });
});
afterAll(async () => {
  await hospital.close();
  await provider.close();
});
beforeEach(() => {
  provider.mood = 'right';
});

const clerk = () => hospital.as('cashier');
const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });
const read = (invoice: Invoice) => hospital.as('tool').store.read('Invoice', invoice.id ?? '');
const reason = 'Hoàn tiền xét nghiệm không làm';
const of = (...papers: readonly Invoice[]) => ({
  paper: papers.map(({ id }) => ({ reference: `Invoice/${id}` })),
  reason,
});
const adjust = (invoice: Invoice, input: object) =>
  clerk().call<Invoice>(adjustInvoice, `Invoice/${invoice.id}`, input);
const replace = (invoice: Invoice, input: object) =>
  clerk().call<Invoice>(replaceInvoice, `Invoice/${invoice.id}`, input);

/** A visit with two receipts and their issued invoice. */
async function issued() {
  const { encounter, at } = await visitFor(hospital);
  const [first, second] = [
    await paperFor(hospital, encounter, { dong: 100_000 }),
    await paperFor(hospital, encounter, { dong: 40_000 }),
  ];
  const made = await clerk().call<Invoice>(issueInvoice, at, { key: 'k', buyerName: 'Lê Thị Thử' });
  await hospital.settled();
  return { encounter, first, second, invoice: await read(made) };
}

test('hoàn tiền rồi hủy phiếu: mỗi lần một hóa đơn điều chỉnh dấu âm; phiếu đã điều chỉnh không điều chỉnh lại', async () => {
  const { encounter, first, second, invoice } = await issued();
  const back = await paperFor(hospital, encounter, { kind: 'refund', dong: 30_000, refundOf: first });
  const adjustment = await adjust(invoice, of(back));
  expect(adjustment).toMatchObject({ status: 'draft', totalGross: vnd(-30_000), note: [{ text: reason }] });
  await hospital.settled();
  expect(provider.heard.at(-1)).toMatchObject({ total: '-30000', original: { uuid: keyOf(invoice), way: 'adjusts' } });
  await expect(adjust(invoice, of(back))).rejects.toEqual(refused('notACorrection'));
  await cancelled(hospital, second);
  await hospital.settled();
  const again = await adjust(invoice, of(second));
  expect(again.totalGross).toEqual(vnd(-40_000));
  expect(correctedBy(await read(second))).toBe(keyOf(again));
  await expect(adjust(invoice, of(second))).rejects.toEqual(refused('notACorrection'));
});

test('hai người cùng điều chỉnh một khoản hoàn: đúng một hóa đơn điều chỉnh', async () => {
  const { encounter, first, invoice } = await issued();
  const back = await paperFor(hospital, encounter, { kind: 'refund', dong: 30_000, refundOf: first });
  const both = await Promise.allSettled([adjust(invoice, of(back)), adjust(invoice, of(back))]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('phiếu của hóa đơn khác, phiếu không đổi gì, không phải hóa đơn, cộng lại bằng không, quá số còn lại: từ chối', async () => {
  const one = await issued();
  const two = await issued();
  const back = await paperFor(hospital, two.encounter, { kind: 'refund', dong: 5000, refundOf: two.first });
  await expect(adjust(one.invoice, of(back))).rejects.toEqual(refused('otherInvoice'));
  await expect(adjust(one.invoice, { ...of(one.first), reason: 'ừ' })).rejects.toEqual(refused('reasonNeeded'));
  await expect(adjust(one.first, of(back))).rejects.toEqual(refused('notAnEInvoice'));
  const [more, less] = [500_000, 0].map((dong) =>
    paperFor(hospital, two.encounter, { kind: 'refund', dong, refundOf: two.first }),
  );
  await expect(adjust(two.invoice, of(await (more as Promise<Invoice>)))).rejects.toEqual(refused('belowZero'));
  await expect(adjust(two.invoice, of(await (less as Promise<Invoice>)))).rejects.toEqual(refused('nothingToCorrect'));
});

test('thay thế vì sai mã số thuế: hóa đơn mới có mã thì hóa đơn cũ hết giá trị; lần sau cũng phải thay thế', async () => {
  const { encounter, first, invoice } = await issued();
  const buyer = { buyerName: 'Công ty Thử', taxNumber: '0100109106' };
  const next = await replace(invoice, { reason: 'Sai mã số thuế', ...buyer });
  expect(next).toMatchObject({ totalGross: vnd(140_000), recipient: { display: 'Công ty Thử' } });
  expect((await read(invoice)).status).toBe('issued');
  await hospital.settled();
  expect(await read(invoice)).toMatchObject({
    status: 'cancelled',
    cancelledReason: expect.stringMatching(/^Được thay/),
  });
  await expect(replace(invoice, { reason: 'Sai lần nữa' })).rejects.toEqual(refused('replacedAlready'));
  const back = await paperFor(hospital, encounter, { kind: 'refund', dong: 30_000, refundOf: first });
  const standing = await read(next);
  await expect(adjust(standing, of(back))).rejects.toEqual(refused('sameWayAsFirst'));
  const third = await replace(standing, of(back));
  expect(third).toMatchObject({ totalGross: vnd(110_000), recipient: { display: 'Công ty Thử' } });
  await hospital.settled();
  const valid = [invoice, next, third].map(async (one) => (await read(one)).status);
  expect(await Promise.all(valid)).toEqual(['cancelled', 'cancelled', 'issued']);
});

test('hóa đơn điều chỉnh bị từ chối: khoản hoàn lại chờ điều chỉnh, lập lại được', async () => {
  const { encounter, first, invoice } = await issued();
  const back = await paperFor(hospital, encounter, { kind: 'refund', dong: 30_000, refundOf: first });
  provider.mood = 'refuses';
  const adjustment = await adjust(invoice, of(back));
  await hospital.settled();
  expect(stateOf(await read(adjustment))).toBe('parked');
  const day = await clerk().call<InvoiceDay>(invoiceDay);
  expect(day.parked).toBe(1);
  expect(day.invoice.find(({ state }) => state === 'parked')?.reason).toBe('E1 Thiếu địa chỉ người mua');
  await expect(clerk().call(withdrawInvoice, `Invoice/${invoice.id}`, { reason })).rejects.toEqual(
    refused('notParked'),
  );
  const gone = await clerk().call<Invoice>(withdrawInvoice, `Invoice/${adjustment.id}`, { reason });
  expect(gone.status).toBe('cancelled');
  provider.mood = 'right';
  const again = await adjust(await read(invoice), of(back));
  await hospital.settled();
  expect(await read(again)).toMatchObject({ status: 'issued', totalGross: vnd(-30_000) });
});

test('gửi lại hóa đơn bị từ chối; nhà cung cấp nói số tiền khác thì không bỏ được', async () => {
  const { encounter, at } = await visitFor(hospital);
  await paperFor(hospital, encounter, { dong: 15_000 });
  provider.mood = 'other-total';
  const invoice = await clerk().call<Invoice>(issueInvoice, at, { key: 'k' });
  await expect(clerk().call(retryInvoice, `Invoice/${invoice.id}`)).rejects.toEqual(refused('notParked'));
  await hospital.settled();
  await expect(clerk().call(withdrawInvoice, `Invoice/${invoice.id}`, { reason })).rejects.toEqual(
    refused('providerHasIt'),
  );
  provider.mood = 'right';
  await clerk().call(retryInvoice, `Invoice/${invoice.id}`);
  await hospital.settled();
  await clerk().call(sendInvoices);
  expect((await read(invoice)).status).toBe('issued');
});
