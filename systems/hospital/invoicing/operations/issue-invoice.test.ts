import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invoicing } from '../index.ts';
import { detailsOf, keyOf, stateOf } from '../rules/e-invoice.ts';
import { costDesk, dueOf, paperFor, visitFor, vnd } from '../stories/papers-for-tests.ts';
import { openTestProvider, type TestProvider } from '../stories/provider-for-tests.ts';
import { issueInvoice } from './issue-invoice.ts';

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
beforeEach(() => {
  provider.mood = 'right';
});

const issue = (at: string, input: object) => hospital.as('cashier').call<Invoice>(issueInvoice, at, input);
const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });
const read = (invoice: Invoice) => hospital.as('tool').store.read('Invoice', invoice.id ?? '');

test('người bệnh có mã số thuế xin hóa đơn: gửi đi, có số, có mã, giữ bản ký; bấm lại vẫn một hóa đơn', async () => {
  const { encounter, at } = await visitFor(hospital);
  const paper = await paperFor(hospital, encounter, {
    dong: 118_240,
    lines: [
      ['Công khám', 100_000],
      ['Thuốc', 18_240],
    ],
  });
  const input = { key: 'k1', buyerName: 'Công ty Thử', taxNumber: '0100109106', buyerEmail: 'kt@thu.vn' };
  const invoice = await issue(at, input);
  expect(invoice).toMatchObject({ status: 'draft', totalGross: vnd(118_240), recipient: { display: 'Công ty Thử' } });
  expect((await read(paper)).meta?.tag).toContainEqual({ system: codeSystems.invoicedBy, code: keyOf(invoice) });
  await hospital.settled();
  const issued = await read(invoice);
  expect([issued.status, stateOf(issued), issued.identifier?.at(-1)?.value]).toEqual(['issued', 'coded', '2C26TAA-1']);
  const { xml = '', xmlDigest } = detailsOf(issued);
  const binary = await hospital.as('tool').store.read('Binary', xml.split('/')[1] ?? '');
  expect(Buffer.from((binary as Binary).data ?? '', 'base64').toString()).toBe('<HDon>1</HDon>');
  expect(xmlDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(provider.heard.at(-1)).toMatchObject({
    uuid: keyOf(invoice),
    template: '2',
    series: 'C26TAA',
    total: '118240',
    totalInWords: 'Một trăm mười tám nghìn hai trăm bốn mươi đồng',
    buyer: { taxNumber: '0100109106' },
    items: [{ name: 'Công khám', amount: '100000.00' }, { name: 'Thuốc' }],
  });
  expect((await issue(at, input)).id).toBe(invoice.id);
  await expect(issue(at, { ...input, key: 'k2' })).rejects.toEqual(refused('alreadyInvoiced'));
  expect(provider.taken.size).toBe(1);
});

test('hai quầy cùng lập cho một phiếu: đúng một hóa đơn', async () => {
  const { encounter, at } = await visitFor(hospital);
  await paperFor(hospital, encounter, { dong: 50_000 });
  const both = await Promise.allSettled(['a', 'b'].map((key) => issue(at, { key })));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const one of both) if (one.status === 'rejected') expect(one.reason).toEqual(refused('alreadyInvoiced'));
  const made = (await hospital.all('Invoice')).filter((one) => keyOf(one).startsWith(`cn.${encounter.id}.`));
  expect(made).toHaveLength(1);
});

test('bảo hiểm trả toàn bộ: không có hóa đơn cá nhân', async () => {
  const { at } = await visitFor(hospital, 'finished');
  await expect(issue(at, { key: 'k' })).rejects.toEqual(refused('nothingPaid'));
});

test('mới có tạm ứng thì chưa lập; quyết toán rồi thì hóa đơn gồm cả tạm ứng', async () => {
  const { encounter, at } = await visitFor(hospital);
  const deposit = await paperFor(hospital, encounter, { kind: 'deposit', dong: 200_000 });
  await expect(issue(at, { key: 'k' })).rejects.toEqual(refused('depositOnly'));
  const lines = [
    ['Phẫu thuật', 500_000],
    ['Đã thu trước', -200_000],
  ] as const;
  await paperFor(hospital, encounter, { dong: 300_000, lines });
  const invoice = await issue(at, { key: 'k' });
  expect(invoice).toMatchObject({ totalGross: vnd(500_000), recipient: { display: 'Bán cho người tiêu dùng' } });
  expect(invoice.lineItem).toHaveLength(1);
  expect((await read(deposit)).meta?.tag?.[0]?.code).toBe(keyOf(invoice));
});

test('lượt đã xong chỉ có tạm ứng: lập được khi không còn phải hoàn', async () => {
  const { encounter, at } = await visitFor(hospital, 'finished');
  await paperFor(hospital, encounter, { kind: 'deposit', dong: 200_000 });
  dueOf.set(at, -50_000);
  await expect(issue(at, { key: 'k' })).rejects.toEqual(refused('depositOnly'));
  dueOf.set(at, 0);
  expect((await issue(at, { key: 'k' })).totalGross).toEqual(vnd(200_000));
});

test('chọn đúng phiếu muốn xuất; phiếu của lượt khác thì không', async () => {
  const { encounter, at } = await visitFor(hospital);
  const first = await paperFor(hospital, encounter, { dong: 30_000 });
  await paperFor(hospital, encounter, { dong: 40_000 });
  const other = await visitFor(hospital);
  const stranger = await paperFor(hospital, other.encounter, { dong: 10_000 });
  const pick = (paper: Invoice) => ({ key: 'chon', receipt: [{ reference: `Invoice/${paper.id}` }] });
  await expect(issue(at, pick(stranger))).rejects.toEqual(refused('unknownReceipt'));
  expect((await issue(at, pick(first))).totalGross).toEqual(vnd(30_000));
  expect((await issue(at, { key: 'con-lai' })).totalGross).toEqual(vnd(40_000));
});

test('thiếu khóa, hoặc khóa có dấu: từ chối', async () => {
  const { at } = await visitFor(hospital);
  await expect(issue(at, { key: 'có dấu' })).rejects.toEqual(refused('keyNeeded'));
});
