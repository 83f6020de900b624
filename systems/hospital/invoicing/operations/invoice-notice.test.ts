import { afterAll, beforeAll, expect, test } from 'vitest';
import { detailsOf, dongOf, keyOf, stateOf } from '../rules/e-invoice.ts';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { invoiceNotice } from './invoice-notice.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

const notice = (told: object) =>
  house.hospital.as('invoice-provider').call<{ state: string }>(invoiceNotice, undefined, told);

test('mã đến sau qua thông báo: lấy bản ký về rồi mới ghi; báo hai lần, báo sai tiền, báo muộn đều không hại', async () => {
  house.provider.mood = 'later';
  const invoice = (await house.invoiced()).invoice;
  expect([(await house.read(invoice)).status, stateOf(await house.read(invoice))]).toEqual(['draft', 'sent']);
  const { number = '', symbol = '', providerId = '' } = detailsOf(await house.read(invoice));
  const told = {
    key: keyOf(invoice),
    providerId,
    symbol,
    number,
    dong: String(dongOf(invoice)),
    status: 'coded',
    taxCode: 'M',
  };
  await expect(notice({ ...told, dong: '1' })).rejects.toMatchObject(refused('noticeMismatch'));
  await expect(notice({ ...told, key: 'khác' })).rejects.toMatchObject(refused('noticeMismatch'));
  await expect(notice({ ...told, status: 'cancelled' })).rejects.toMatchObject(refused('noticeUnreadable'));
  house.provider.become('coded');
  expect(await notice(told)).toEqual({ state: 'coded' });
  expect(detailsOf(await house.read(invoice)).xml).toMatch(/^Binary\//);
  const version = (await house.read(invoice)).meta?.versionId;
  expect(await notice(told)).toEqual({ state: 'coded' });
  expect(await notice({ ...told, status: 'sent' })).toEqual({ state: 'coded' });
  expect((await house.read(invoice)).meta?.versionId).toBe(version);
  expect(await notice({ ...told, status: 'delivered' })).toEqual({ state: 'delivered' });
});
