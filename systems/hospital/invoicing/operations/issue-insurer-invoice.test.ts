import type { Invoice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dongOf, keyOf, kindOf } from '../rules/e-invoice.ts';
import { type InvoiceHouse, openInvoiceHouse, refused } from '../stories/open-house.ts';
import { issueInsurerInvoice } from './issue-insurer-invoice.ts';
import { sendInvoices } from './send-invoices.ts';

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

test('cơ quan thuế từ chối nhiều lần: mỗi lần một hóa đơn mới, bấm lại không thêm; số biên bản khác mà cùng khóa thì từ chối', async () => {
  const input = { ...settlement, minutes: 'BB/7', amount: vnd(70_000) };
  const { provider, hospital } = house;
  provider.mood = 'later';
  const keys: string[] = [];
  for (let turn = 1; turn <= 3; turn += 1) {
    const invoice = await issue(input);
    await hospital.settled();
    expect((await issue(input)).id).toBe(invoice.id);
    keys.push(keyOf(invoice));
    provider.become('rejected');
    await hospital.as('cashier').call(sendInvoices);
    expect((await house.read(invoice)).status).toBe('cancelled');
  }
  expect(keys).toEqual(['bh.BB-7', 'bh.BB-7.2', 'bh.BB-7.3']);
  provider.mood = 'right';
  await issue(input);
  await expect(issue({ ...input, minutes: 'BB-8/1' })).resolves.toMatchObject({ status: 'draft' });
  await expect(issue({ ...input, minutes: 'BB/8-1' })).rejects.toMatchObject(refused('minutesDiffer'));
});

test('thiếu biên bản, ngày không đủ, số tiền 0 hoặc lẻ đồng: từ chối', async () => {
  const input = { ...settlement, minutes: 'BB-9', amount: vnd(1000) };
  await expect(issue({ ...input, minutes: ' ' })).rejects.toMatchObject(refused('minutesNeeded'));
  await expect(issue({ ...input, minutesDate: '2026-03' })).rejects.toMatchObject(refused('badDate'));
  await expect(issue({ ...input, amount: vnd(0) })).rejects.toMatchObject(refused('badAmount'));
  await expect(issue({ ...input, amount: vnd(0.5) })).rejects.toMatchObject(refused('badAmount'));
});
