import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOf } from '../rules/e-invoice.ts';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { replaceInvoice } from './replace-invoice.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

const replace = (invoice: Invoice, input: object) =>
  house.hospital.as('cashier').call<Invoice>(replaceInvoice, `Invoice/${invoice.id}`, input);

test('thay thế vì sai người mua: cùng số tiền, cùng dòng, nêu hóa đơn cũ; hai người cùng bấm chỉ một hóa đơn thay thế', async () => {
  const { invoice } = await house.invoiced();
  const input = { reason: 'Sai mã số thuế', buyerName: 'Công ty Thử', taxNumber: '0100109106' };
  const both = await Promise.allSettled([replace(invoice, input), replace(invoice, input)]);
  const [next] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(next).toMatchObject({ totalGross: invoice.totalGross, lineItem: invoice.lineItem });
  await house.hospital.settled();
  expect(house.provider.heard.at(-1)).toMatchObject({ original: { uuid: keyOf(invoice), way: 'replaces' } });
  expect((await house.read(invoice)).status).toBe('cancelled');
});

test('thiếu lý do, hoặc người mua sai: từ chối, hóa đơn cũ giữ nguyên', async () => {
  const { invoice } = await house.invoiced();
  await expect(replace(invoice, { reason: '' })).rejects.toMatchObject(refused('reasonNeeded'));
  const bad = { reason: 'Sai mã số thuế', buyerName: 'A', taxNumber: '1' };
  await expect(replace(invoice, bad)).rejects.toMatchObject(refused('badTaxNumber'));
  expect((await house.read(invoice)).meta?.versionId).toBe(invoice.meta?.versionId);
});
