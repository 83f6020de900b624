import { writeFileSync } from 'node:fs';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invoicing } from '../index.ts';
import { detailsOf, dongOf, keyOf, stateOf } from '../rules/e-invoice.ts';
import { costDesk, paperFor, visitFor } from '../stories/papers-for-tests.ts';
import { openTestProvider, type TestProvider } from '../stories/provider-for-tests.ts';
import { invoiceNotice } from './invoice-notice.ts';
import { issueInvoice } from './issue-invoice.ts';
import { notifyInvoiceMistake } from './notify-invoice-mistake.ts';
import { type SendingRound, sendInvoices } from './send-invoices.ts';

let hospital: TestHospital;
let provider: TestProvider;
beforeAll(async () => {
  provider = await openTestProvider();
  hospital = await openTestHospital([invoicing, costDesk], { site: { invoicing: provider.rules } });
});
afterAll(async () => {
  await hospital.close();
  await provider.close();
});
beforeEach(() => {
  provider.mood = 'right';
});

const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });
const read = (invoice: Invoice) => hospital.as('tool').store.read('Invoice', invoice.id ?? '');
const send = (force = false) => hospital.as('cashier').call<SendingRound>(sendInvoices, undefined, { force });
const notice = (told: object) =>
  hospital.as('invoice-provider').call<{ state: string }>(invoiceNotice, undefined, told);
const mistake = (invoice: Invoice, input: object) =>
  hospital.as('cashier').call<Invoice>(notifyInvoiceMistake, `Invoice/${invoice.id}`, input);

async function made(): Promise<Invoice> {
  const { encounter, at } = await visitFor(hospital);
  await paperFor(hospital, encounter, { dong: 25_000 });
  const invoice = await hospital.as('cashier').call<Invoice>(issueInvoice, at, { key: 'k' });
  await hospital.settled();
  return invoice;
}

test('nhà cung cấp mất kết nối: phiếu vẫn thu, hóa đơn chờ với lý do; có lại thì hàng đợi gửi hết, mỗi hóa đơn một số', async () => {
  provider.mood = 'away';
  const waiting = [await made(), await made(), await made()];
  const first = await read(waiting[0] as Invoice);
  expect(stateOf(first)).toBe('waiting');
  expect(detailsOf(first).reason).toBe('Không kết nối được nhà cung cấp hóa đơn.');
  expect(await send(true)).toEqual({ moved: 0, parked: 0, reason: 'Không kết nối được nhà cung cấp hóa đơn.' });
  provider.mood = 'right';
  // chưa đến giờ thử lại thì thôi
  expect(await send()).toEqual({ moved: 0, parked: 0 });
  hospital.tick(31);
  expect(await send()).toEqual({ moved: 3, parked: 0 });
  expect(new Set((await Promise.all(waiting.map(read))).map((one) => detailsOf(one).number)).size).toBe(3);
});

test('trang HTML của proxy che mất câu trả lời: gửi lại đúng từng chữ, nhà cung cấp vẫn chỉ có một', async () => {
  provider.mood = 'page';
  const invoice = await made();
  expect(detailsOf(await read(invoice)).reason).toBe('Nhà cung cấp trả lời không đọc được.');
  provider.mood = 'right';
  await send(true);
  const [one, two] = provider.heard.filter(({ uuid }) => uuid === keyOf(invoice));
  expect(two).toEqual(one);
  expect((await read(invoice)).status).toBe('issued');
});

test('khóa bị thu hồi thì chờ, không coi là từ chối; tệp khóa hỏng thì nói rõ', async () => {
  provider.mood = 'locked';
  const invoice = await made();
  expect(detailsOf(await read(invoice)).reason).toBe('Nhà cung cấp trả lời mã 401.');
  const { secretFile } = provider.rules.provider;
  writeFileSync(secretFile, 'khóa có dấu cách');
  await expect(send(true)).rejects.toEqual(refused('noSecret'));
  writeFileSync(secretFile, 'chi-de-thu-khong-dung-o-dau');
  provider.mood = 'right';
  await send(true);
  expect((await read(invoice)).status).toBe('issued');
});

test('mã đến sau qua thông báo: lấy bản ký về rồi mới ghi; báo hai lần, báo sai tiền, báo muộn đều không hại', async () => {
  provider.mood = 'later';
  const invoice = await made();
  expect([(await read(invoice)).status, stateOf(await read(invoice))]).toEqual(['draft', 'sent']);
  const { number = '', symbol = '', providerId = '' } = detailsOf(await read(invoice));
  const told = {
    key: keyOf(invoice),
    providerId,
    symbol,
    number,
    dong: String(dongOf(invoice)),
    status: 'coded',
    taxCode: 'M',
  };
  await expect(notice({ ...told, dong: '1' })).rejects.toEqual(refused('noticeMismatch'));
  await expect(notice({ ...told, key: 'khác' })).rejects.toEqual(refused('noticeMismatch'));
  await expect(notice({ ...told, status: 'cancelled' })).rejects.toEqual(refused('noticeUnreadable'));
  provider.become('coded');
  expect(await notice(told)).toEqual({ state: 'coded' });
  expect(detailsOf(await read(invoice)).xml).toMatch(/^Binary\//);
  const version = (await read(invoice)).meta?.versionId;
  expect(await notice(told)).toEqual({ state: 'coded' });
  expect(await notice({ ...told, status: 'sent' })).toEqual({ state: 'coded' });
  expect((await read(invoice)).meta?.versionId).toBe(version);
  expect(await notice({ ...told, status: 'delivered' })).toEqual({ state: 'delivered' });
});

test('sai tên, địa chỉ: chỉ thông báo 04/SS, hóa đơn giữ nguyên; gửi lại không ghi thêm; chưa có mã thì chưa thông báo', async () => {
  const invoice = await made();
  const said = { buyerName: 'Lê Thị Thử', reason: 'Ghi nhầm tên' };
  const noted = await mistake(invoice, said);
  expect(noted).toMatchObject({ status: 'issued', totalGross: invoice.totalGross });
  expect(noted.note?.[0]?.text).toBe('Thông báo 04/SS-HĐĐT số TB1: Lê Thị Thử. Ghi nhầm tên');
  expect((await mistake(invoice, said)).note).toHaveLength(1);
  const [one, two] = provider.heard.slice(-2);
  expect(two).toEqual(one);
  await expect(mistake(invoice, { reason: 'Ghi nhầm tên' })).rejects.toEqual(refused('nothingToNotify'));
  provider.mood = 'refuses';
  await expect(mistake(invoice, said)).rejects.toEqual(refused('refusedByProvider'));
  provider.mood = 'away';
  await expect(mistake(invoice, said)).rejects.toEqual(refused('providerAway'));
  await expect(mistake(await made(), said)).rejects.toEqual(refused('notIssuedYet'));
});
