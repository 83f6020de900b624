import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dongOf, keyOf, kindOf } from '../rules/e-invoice.ts';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { issueInsurerInvoice } from './issue-insurer-invoice.ts';

let house: InvoiceHouse;
beforeAll(async () => {
  house = await openInvoiceHouse();
});
afterAll(() => house.close());

const vnd = (value: number) => ({ value, currency: 'VND' });
const settlement = { minutes: '06/BH-2026-02', minutesDate: '2026-03-01', buyerName: 'BHXH tỉnh Thử' };
const issue = (input: object) => house.hospital.as('claims-clerk').call<Invoice>(issueInsurerInvoice, undefined, input);

test('có biên bản quyết toán mới lập hóa đơn phần bảo hiểm; cùng biên bản chỉ một hóa đơn; chênh lệch sau mang dấu âm', async () => {
  const input = { ...settlement, amount: vnd(1_250_000_000), taxNumber: '0100109106' };
  const invoice = await issue(input);
  await house.hospital.settled();
  expect(await house.read(invoice)).toMatchObject({ status: 'issued', recipient: { display: 'BHXH tỉnh Thử' } });
  expect([kindOf(invoice), dongOf(invoice)]).toEqual(['insurer', 1_250_000_000n]);
  expect(house.provider.heard.at(-1)).toMatchObject({ uuid: 'bh.06-BH-2026-02', total: '1250000000' });
  expect((await issue(input)).id).toBe(invoice.id);
  await expect(issue({ ...input, amount: vnd(5) })).rejects.toMatchObject(refused('minutesDiffer'));
  const later = await issue({ ...settlement, minutes: '06/BH-2026-02-BS', amount: vnd(-3_000_000) });
  expect([keyOf(later), dongOf(later)]).toEqual(['bh.06-BH-2026-02-BS', -3_000_000n]);
});

test('thiếu biên bản, ngày không đủ, số tiền 0 hoặc lẻ đồng: từ chối', async () => {
  const input = { ...settlement, minutes: 'BB-9', amount: vnd(1000) };
  await expect(issue({ ...input, minutes: ' ' })).rejects.toMatchObject(refused('minutesNeeded'));
  await expect(issue({ ...input, minutesDate: '2026-03' })).rejects.toMatchObject(refused('badDate'));
  await expect(issue({ ...input, amount: vnd(0) })).rejects.toMatchObject(refused('badAmount'));
  await expect(issue({ ...input, amount: vnd(0.5) })).rejects.toMatchObject(refused('badAmount'));
});
