import { addDays, formatVnDate, toVnDay } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invoicing } from '../index.ts';
import { HELD, invoicedBy, markInvoiced, PENDING } from '../rules/counter-paper.ts';
import { detailsOf, dongOf, keyOf, kindOf, stateOf } from '../rules/e-invoice.ts';
import { cancelled, costDesk, paperFor, visitFor, vnd } from '../stories/papers-for-tests.ts';
import { openTestProvider, type TestProvider } from '../stories/provider-for-tests.ts';
import { type ClosedDay, closeInvoiceDay } from './close-invoice-day.ts';
import { issueInvoice } from './issue-invoice.ts';
import { sendInvoices } from './send-invoices.ts';

let hospital: TestHospital;
let provider: TestProvider;
/** every test has days of its own */
let day: string;
let before: ReadonlySet<string | undefined>;
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
beforeEach(async () => {
  provider.mood = 'right';
  hospital.tick(3 * 24 * 60);
  await hospital.settled();
  day = toVnDay(hospital.now());
  before = new Set((await hospital.all('Invoice')).map(({ id }) => id));
});

const close = (date?: string) =>
  hospital.as('cashier').call<ClosedDay>(closeInvoiceDay, undefined, date === undefined ? {} : { date });
const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });
const read = (id: string | undefined) => hospital.as('tool').store.read('Invoice', id?.split('/').at(-1) ?? '');
const eInvoices = async () =>
  (await hospital.all('Invoice')).filter((one) => kindOf(one) !== undefined && !before.has(one.id));
const nextDay = () => hospital.tick(24 * 60);

test('một hóa đơn tổng cho các phiếu còn lại, đúng ngày, kèm bảng kê; chạy hai lần vẫn một', async () => {
  const one = await visitFor(hospital);
  const two = await visitFor(hospital);
  await paperFor(hospital, one.encounter, { dong: 100_000 });
  await paperFor(hospital, two.encounter, { dong: 40_000 });
  await paperFor(hospital, two.encounter, { dong: 9000, date: `${addDays(day, 1)}T00:00:00+07:00` });
  await paperFor(hospital, two.encounter, { dong: 7000, date: `${day}T23:59:59+07:00` });
  const own = await visitFor(hospital);
  await paperFor(hospital, own.encounter, { dong: 55_000 });
  await hospital.as('cashier').call(issueInvoice, own.at, { key: 'rieng' });
  const first = await close(day);
  const again = await close(day);
  expect(again.summary).toEqual(first.summary);
  await hospital.settled();
  const summary = await read(first.summary?.reference);
  expect(summary).toMatchObject({ status: 'issued', totalGross: vnd(147_000), date: `${day}T23:59:59+07:00` });
  expect(detailsOf(summary).papers).toBe(3);
  const list = (await hospital.as('tool').store.read('Binary', detailsOf(summary).list?.split('/')[1] ?? '')) as Binary;
  const rows = Buffer.from(list.data ?? '', 'base64')
    .toString('utf8')
    .trim()
    .split('\n');
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(new RegExp(`^1;PT\\d{6};07:30 ${formatVnDate(day)};Thu viện phí;100000$`));
  expect((await eInvoices()).map((each) => kindOf(each)).sort()).toEqual(['personal', 'summary']);
  expect(provider.heard.find(({ uuid }) => uuid === keyOf(summary))).toMatchObject({
    invoiceDate: day,
    total: '147000',
    appendix: { rows: 3 },
  });
});

test('hai người cùng bấm, quầy vẫn đang thu: không phiếu nào vào hai hóa đơn, tổng đúng từng đồng', async () => {
  const { encounter, at } = await visitFor(hospital);
  const papers: Invoice[] = [];
  for (let turn = 1; turn <= 12; turn += 1) papers.push(await paperFor(hospital, encounter, { dong: turn * 1000 }));
  const other = await visitFor(hospital);
  await paperFor(hospital, other.encounter, { dong: 500 });
  const personal = hospital.as('cashier').call<Invoice>(issueInvoice, at, {
    key: 'p',
    receipt: papers.slice(0, 2).map(({ id }) => ({ reference: `Invoice/${id}` })),
  });
  await Promise.allSettled([close(), personal, close()]);
  await close();
  const invoices = await eInvoices();
  expect(invoices.filter((one) => kindOf(one) === 'summary')).toHaveLength(1);
  expect(invoices.reduce((sum, one) => sum + dongOf(one), 0n)).toBe(78_500n);
  const keys = new Set(invoices.map(keyOf));
  for (const paper of papers) expect(keys).toContain(invoicedBy(await read(paper.id)));
});

test('hoàn tiền sau khi đã cấp mã: hóa đơn điều chỉnh dấu âm; hủy phiếu cũng vậy; chạy lại không thêm', async () => {
  const { encounter } = await visitFor(hospital);
  const paid = await paperFor(hospital, encounter, { dong: 100_000 });
  const wrong = await paperFor(hospital, encounter, { dong: 60_000 });
  await close(day);
  await hospital.settled();
  nextDay();
  await paperFor(hospital, encounter, {
    kind: 'refund',
    dong: 30_000,
    refundOf: paid,
  });
  await cancelled(hospital, wrong);
  await hospital.settled();
  const closed = await close();
  expect(closed).toMatchObject({ waiting: 0, adjustment: [{}] });
  await hospital.settled();
  const adjustment = await read(closed.adjustment[0]?.reference);
  expect(adjustment).toMatchObject({ status: 'issued', totalGross: vnd(-90_000) });
  expect(adjustment.lineItem?.map(({ priceComponent }) => priceComponent?.[0]?.amount?.value)).toEqual([
    -30_000, -60_000,
  ]);
  expect(provider.heard.at(-1)).toMatchObject({
    total: '-90000',
    original: { way: 'adjusts', no: expect.any(String) },
  });
  expect(await close()).toMatchObject({ adjustment: [], waiting: 0 });
  expect((await eInvoices()).reduce((sum, one) => sum + dongOf(one), 0n)).toBe(70_000n);
});

test('hóa đơn tổng chưa có mã: việc điều chỉnh chờ, có mã rồi mới lập', async () => {
  const { encounter } = await visitFor(hospital);
  const paid = await paperFor(hospital, encounter, { dong: 100_000 });
  provider.mood = 'later';
  await close(day);
  await hospital.settled();
  nextDay();
  const back = { kind: 'refund', dong: 30_000, refundOf: paid } as const;
  const refund = await paperFor(hospital, encounter, back);
  expect(await close()).toMatchObject({ adjustment: [], waiting: 1 });
  expect(invoicedBy(await read(refund.id))).toBe(PENDING);
  provider.become('coded');
  await hospital.as('cashier').call(sendInvoices);
  expect((await close()).adjustment).toHaveLength(1);
});

test('cơ quan thuế từ chối: phiếu trở lại chưa có hóa đơn, lập lại được một hóa đơn mới', async () => {
  const { encounter } = await visitFor(hospital);
  const paper = await paperFor(hospital, encounter, { dong: 100_000 });
  provider.mood = 'later';
  const first = await close(day);
  await hospital.settled();
  provider.become('rejected');
  await hospital.as('cashier').call(sendInvoices);
  expect(await read(first.summary?.reference)).toMatchObject({
    status: 'cancelled',
    cancelledReason: 'Sai ngày hóa đơn',
  });
  expect(invoicedBy(await read(paper.id))).toBeUndefined();
  const second = await close(day);
  expect(second.summary).not.toEqual(first.summary);
  expect(invoicedBy(await read(paper.id))).toBe(`th.${day}.2`);
});

test('tạm ứng được giữ lại, vào hóa đơn tổng của ngày quyết toán; thu đủ rồi hoàn hết trong ngày thì không có hóa đơn', async () => {
  const stay = await visitFor(hospital);
  const deposit = await paperFor(hospital, stay.encounter, { kind: 'deposit', dong: 200_000 });
  const gone = await visitFor(hospital);
  const taken = await paperFor(hospital, gone.encounter, { dong: 10_000 });
  await paperFor(hospital, gone.encounter, { kind: 'refund', dong: 10_000, refundOf: taken });
  const closed = await close(day);
  expect(closed).toEqual({ held: 1, adjustment: [], waiting: 0 });
  expect(invoicedBy(await read(deposit.id))).toBe(HELD);
  expect(await eInvoices()).toEqual([]);
  nextDay();
  await paperFor(hospital, stay.encounter, { dong: 300_000 });
  const next = await close();
  expect((await read(next.summary?.reference)).totalGross).toEqual(vnd(500_000));
});

test('phiếu đến sau khi đã lập hóa đơn tổng của ngày: điều chỉnh tăng, không có hóa đơn tổng thứ hai', async () => {
  const { encounter } = await visitFor(hospital);
  await paperFor(hospital, encounter, { dong: 100_000 });
  await close(day);
  await hospital.settled();
  await paperFor(hospital, encounter, { dong: 20_000, date: `${day}T23:50:00+07:00` });
  const closed = await close(day);
  expect((await read(closed.adjustment[0]?.reference)).totalGross).toEqual(vnd(20_000));
  expect((await eInvoices()).filter((one) => kindOf(one) === 'summary')).toHaveLength(1);
});

test('hoàn tiền và thu thêm bằng nhau, hoàn quá số còn lại: không chặn việc khóa ngày; phần không điều chỉnh được chờ người', async () => {
  const one = await visitFor(hospital);
  const paid = await paperFor(hospital, one.encounter, { dong: 100_000 });
  await close(day);
  await hospital.settled();
  nextDay();
  const back = await paperFor(hospital, one.encounter, { kind: 'refund', dong: 30_000, refundOf: paid });
  await paperFor(hospital, one.encounter, { dong: 30_000, date: `${day}T23:50:00+07:00` });
  // the late receipt is found by its own day, the refund by its own
  expect(await close(day)).toMatchObject({ adjustment: [{}] });
  await hospital.settled();
  expect(await close()).toMatchObject({ adjustment: [{}], waiting: 0 });
  await hospital.settled();
  const again = await paperFor(hospital, one.encounter, { kind: 'refund', dong: 5000, refundOf: paid });
  await hospital.as('tool').store.update<Invoice>(markInvoiced(await read(again.id), PENDING));
  const late = await paperFor(hospital, one.encounter, { dong: 5000, date: `${day}T23:51:00+07:00` });
  expect(await close(day)).toMatchObject({ adjustment: [], waiting: 0 });
  for (const paper of [again, late]) expect(invoicedBy(await read(paper.id))).toBe(`th.${day}.1`);
  expect(invoicedBy(await read(back.id))).not.toBe(PENDING);

  const tooMuch = await paperFor(hospital, one.encounter, { kind: 'refund', dong: 900_000, refundOf: paid });
  const two = await visitFor(hospital);
  await paperFor(hospital, two.encounter, { dong: 20_000 });
  const closed = await close();
  expect(closed).toMatchObject({ adjustment: [], waiting: 1, summary: { reference: expect.any(String) } });
  expect(invoicedBy(await read(tooMuch.id))).toBe(PENDING);
});

test('nhà cung cấp mất kết nối: vẫn lập, hóa đơn chờ; ngày không đủ hoặc chưa đến thì từ chối', async () => {
  provider.mood = 'away';
  const { encounter } = await visitFor(hospital);
  await paperFor(hospital, encounter, { dong: 100_000 });
  const { summary } = await close();
  await hospital.settled();
  const waiting = await read(summary?.reference);
  expect([stateOf(waiting), detailsOf(waiting).reason]).toEqual([
    'waiting',
    'Không kết nối được nhà cung cấp hóa đơn.',
  ]);
  await expect(close('2026-03')).rejects.toEqual(refused('badDate'));
  await expect(close(addDays(day, 1))).rejects.toEqual(refused('dayToCome'));
});
