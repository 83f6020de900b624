import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoicedBy } from '../rules/counter-paper.ts';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { withdrawInvoice } from './withdraw-invoice.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

const withdraw = (invoice: Invoice, reason = 'Người bệnh không lấy nữa') =>
  house.hospital.as('cashier').call<Invoice>(withdrawInvoice, `Invoice/${invoice.id}`, { reason });

test('bỏ hóa đơn bị từ chối: phiếu trở lại chưa có hóa đơn, hóa đơn đã cấp mã thì không bỏ được', async () => {
  const issued = await house.invoiced();
  await expect(withdraw(issued.invoice)).rejects.toMatchObject(refused('notParked'));
  house.provider.mood = 'refuses';
  const { invoice, receipt } = await house.invoiced();
  await expect(withdraw(invoice, '')).rejects.toMatchObject(refused('reasonNeeded'));
  expect(await withdraw(invoice)).toMatchObject({ status: 'cancelled', cancelledReason: 'Người bệnh không lấy nữa' });
  expect(invoicedBy(await house.read(receipt))).toBeUndefined();
});
