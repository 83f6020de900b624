import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { notifyInvoiceMistake } from './notify-invoice-mistake.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

const mistake = (invoice: Invoice, input: object) =>
  house.hospital.as('cashier').call<Invoice>(notifyInvoiceMistake, `Invoice/${invoice.id}`, input);

test('sai tên, địa chỉ: chỉ thông báo 04/SS, hóa đơn giữ nguyên; gửi lại không ghi thêm; chưa có mã thì chưa thông báo', async () => {
  const invoice = (await house.invoiced()).invoice;
  const said = { buyerName: 'Lê Thị Thử', reason: 'Ghi nhầm tên' };
  const noted = await mistake(invoice, said);
  expect(noted).toMatchObject({ status: 'issued', totalGross: invoice.totalGross });
  expect(noted.note?.[0]?.text).toBe('Thông báo 04/SS-HĐĐT số TB1: Lê Thị Thử. Ghi nhầm tên');
  expect((await mistake(invoice, said)).note).toHaveLength(1);
  const [one, two] = house.provider.heard.slice(-2);
  expect(two).toEqual(one);
  await expect(mistake(invoice, { reason: 'Ghi nhầm tên' })).rejects.toMatchObject(refused('nothingToNotify'));
  house.provider.mood = 'refuses';
  await expect(mistake(invoice, said)).rejects.toMatchObject(refused('refusedByProvider'));
  house.provider.mood = 'away';
  await expect(mistake(invoice, said)).rejects.toMatchObject(refused('providerAway'));
  await expect(mistake((await house.invoiced()).invoice, said)).rejects.toMatchObject(refused('notIssuedYet'));
});
