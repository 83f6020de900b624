import { codeSystems } from '@lienmach/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { cancelled, paperFor, visitFor } from '../stories/papers-for-tests.ts';
import { type ClosedDay, closeInvoiceDay } from './close-invoice-day.ts';
import { type InvoiceDay, invoiceDay } from './invoice-day.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

const day = (date?: string) =>
  house.hospital.as('cashier').call<InvoiceDay>(invoiceDay, undefined, date === undefined ? {} : { date });
const pending = { system: codeSystems.invoicedBy, code: 'pending' };
const vnd = (value: number) => ({ value, currency: 'VND' });

test('trong ngày: đã có hóa đơn, chưa có, tạm ứng giữ lại, khoản hoàn chờ điều chỉnh và hóa đơn của nó', async () => {
  const { hospital } = house;
  const { encounter } = await visitFor(hospital);
  const paid = await paperFor(hospital, encounter, { dong: 90_000 });
  const stay = await visitFor(hospital);
  const deposit = await paperFor(hospital, stay.encounter, { kind: 'deposit', dong: 200_000 });
  expect(await day()).toMatchObject({ receipts: vnd(290_000), open: vnd(290_000), invoiced: vnd(0), invoice: [] });
  const { summary } = await hospital.as('cashier').call<ClosedDay>(closeInvoiceDay);
  await hospital.settled();
  const refund = await paperFor(hospital, encounter, { kind: 'refund', dong: 10_000, refundOf: paid });
  house.provider.mood = 'away';
  await hospital.as('tool').store.update({ ...(await house.read(refund)), meta: { tag: [pending] } });
  const now = await day();
  expect(now).toMatchObject({ invoiced: vnd(90_000), held: vnd(200_000), open: vnd(0), waiting: 0, parked: 0 });
  expect(now.invoice).toMatchObject([
    { kind: 'summary', state: 'coded', amount: vnd(90_000), number: '2C26TAA-1', papers: 1 },
  ]);
  expect(now.paper.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['deposit held', 'refund pending']);
  expect(now.paper[1]?.original).toEqual(summary);
  await cancelled(hospital, deposit);
  expect((await day()).paper.map(({ kind }) => kind)).toEqual(['refund']);
});

test('ngày chưa đến, hoặc thiếu ngày: từ chối', async () => {
  await expect(day('2027-01-01')).rejects.toMatchObject(refused('dayToCome'));
  await expect(day('2026')).rejects.toMatchObject(refused('badDate'));
});
