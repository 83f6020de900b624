import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detailsOf, stateOf } from '../rules/e-invoice.ts';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { retryInvoice } from './retry-invoice.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

test('hóa đơn bị nhà cung cấp từ chối chờ với lý do; gửi lại thì đi, hóa đơn đang chạy thì không gửi lại', async () => {
  house.provider.mood = 'refuses';
  const { invoice } = await house.invoiced();
  expect([stateOf(invoice), detailsOf(invoice).reason]).toEqual(['parked', 'E1 Thiếu địa chỉ người mua']);
  house.provider.mood = 'right';
  const retry = () => house.hospital.as('cashier').call<Invoice>(retryInvoice, `Invoice/${invoice.id}`);
  await retry();
  await house.hospital.settled();
  expect((await house.read(invoice)).status).toBe('issued');
  await expect(retry()).rejects.toMatchObject(refused('notParked'));
});
