import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invoicing } from '../index.ts';
import { detailsOf, keyOf, stateOf } from '../rules/e-invoice.ts';
import { costDesk, paperFor, visitFor } from '../stories/papers-for-tests.ts';
import { openTestProvider, type TestProvider } from '../stories/provider-for-tests.ts';
import { issueInvoice } from './issue-invoice.ts';
import { type SendingRound, sendInvoices } from './send-invoices.ts';

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
beforeEach(async () => {
  provider.mood = 'right';
  // whoever is first in the line has had its turn
  hospital.tick(10);
  await hospital.settled();
});

const read = (invoice: Invoice) => hospital.as('tool').store.read('Invoice', invoice.id ?? '');
const send = () => hospital.as('cashier').call<SendingRound>(sendInvoices);

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
  expect(await send()).toEqual({ moved: 0, parked: 0, reason: 'Không kết nối được nhà cung cấp hóa đơn.' });
  expect(await hospital.engines.jobs.waiting()).toBe(3);
  provider.mood = 'right';
  hospital.tick(5);
  await hospital.settled();
  expect(await hospital.engines.jobs.waiting()).toBe(0);
  expect(provider.heard.slice(-3).map(({ uuid }) => uuid)).toEqual(waiting.map(keyOf));
  expect(new Set((await Promise.all(waiting.map(read))).map((one) => detailsOf(one).number)).size).toBe(3);
});

test('trang HTML của proxy che mất câu trả lời: gửi lại đúng từng chữ, nhà cung cấp vẫn chỉ có một', async () => {
  provider.mood = 'page';
  const invoice = await made();
  expect(detailsOf(await read(invoice)).reason).toBe('Nhà cung cấp trả lời không đọc được.');
  provider.mood = 'right';
  await send();
  const [one, two] = provider.heard.filter(({ uuid }) => uuid === keyOf(invoice));
  expect(two).toEqual(one);
  expect((await read(invoice)).status).toBe('issued');
});

test('khóa bị thu hồi thì chờ, không coi là từ chối; chưa khai báo nhà cung cấp thì nói rõ', async () => {
  provider.mood = 'locked';
  const invoice = await made();
  expect(detailsOf(await read(invoice)).reason).toBe('Nhà cung cấp trả lời mã 401.');
  provider.mood = 'right';
  await send();
  expect((await read(invoice)).status).toBe('issued');
});

test('mã đến sau, không ai báo: hỏi lại cho đến khi có', async () => {
  provider.mood = 'later';
  const invoice = await made();
  hospital.tick(1);
  await hospital.settled();
  expect([(await read(invoice)).status, stateOf(await read(invoice))]).toEqual(['draft', 'sent']);
  const [trouble] = await hospital.engines.jobs.troubled();
  expect(trouble?.reason).toContain('invoicing.codeToCome');
  provider.become('coded');
  hospital.tick(5);
  await hospital.settled();
  expect((await read(invoice)).status).toBe('issued');
  expect(await hospital.engines.jobs.troubled()).toEqual([]);
});
