import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Basic, Invoice } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errors } from '../errors.ts';
import { payments } from '../index.ts';
import { receiptsOf, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { bankDay } from './bank-day.ts';
import { bankNotice } from './bank-notice.ts';
import { collect } from './collect.ts';
import { importStatement, type StatementImported } from './import-statement.ts';
import { type PaymentQr, paymentQr } from './payment-qr.ts';
import { settleTransfer } from './settle-transfer.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });
const ask = (at: string) => hospital.as('cashier').call<PaymentQr>(paymentQr, at);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const fileOf = (...rows: string[]) => base64(['date,reference,amount,memo', ...rows].join('\n'));
const load = (file: string, more: object = {}) =>
  hospital.as('cashier').call<StatementImported>(importStatement, undefined, { file, ...more });
const none = { paid: 0, matched: 0, confirmed: 0, parked: 0, differs: 0, repeated: 0, outgoing: 0, refused: 0 };
const tell = (transaction: string, reference: string, bankReference: string, value = 500000) =>
  hospital.as('bank').call(bankNotice, undefined, {
    transaction,
    bankReference,
    incoming: true,
    amount: vnd(value),
    memo: `MB.${reference}.CT`,
    account: hospital.site.bankAccount?.number ?? '',
    at: '2026-03-02T08:31:05+07:00',
  });
const sizes = async () => {
  const [notices, tasks, papers] = [
    await hospital.all('PaymentNotice'),
    await hospital.all('Task'),
    await hospital.all('Invoice'),
  ];
  return { notices: notices.length, tasks: tasks.length, papers: papers.length };
};

describe('nạp sao kê ngân hàng', () => {
  test('tiền đang chờ thành phiếu thu, phiếu ghi tay thấy tiền, ngân hàng đã báo được xác nhận, tiền lạ chờ người; nạp lại không ghi thêm', async () => {
    const [open, hand, told] = [
      await visitWithCosts(hospital),
      await visitWithCosts(hospital),
      await visitWithCosts(hospital),
    ];
    const asked = await ask(open.at);
    const shown = await ask(hand.at);
    const transfer = { method: 'transfer', amount: vnd(500000), reference: shown.reference };
    await hospital.as('cashier').call<Invoice>(collect, hand.at, transfer);
    await tell('1', (await ask(told.at)).reference, 'FT-3');
    const file = fileOf(
      `02/03/2026,FT-1,500000,${asked.reference} vien phi`,
      `02/03/2026,FT-2,500000,IBFT ${shown.reference}`,
      '02/03/2026,FT-3,500000,da bao',
      '02/03/2026,FT-4,77000,nop tien kham',
      '02/03/2026,FT-5,-11000,phi',
      '02/03/2026,FT-6,abc,hong',
    );
    const before = await sizes();
    const counts = { ...none, paid: 1, matched: 1, confirmed: 1, parked: 1, outgoing: 1, refused: 1 };
    const preview = await load(file, { preview: true });
    expect(preview).toMatchObject({ format: 'Liền Mạch', from: '2026-03-02', to: '2026-03-02', count: counts });
    expect(preview.row[0]).toEqual({ row: 7, state: 'refused', reason: 'Thiếu hoặc sai mục “số tiền”.' });
    expect(await sizes()).toEqual(before);
    expect(await hospital.all('Basic')).toEqual([]);

    expect((await load(file, { name: 'sao-ke.csv' })).count).toEqual(counts);
    const [receipt] = await receiptsOf(hospital, open.encounter);
    expect(receipt).toMatchObject({ status: 'balanced', paymentTerms: 'Chuyển khoản' });
    expect(receipt && identifierValue(receipt, identifierSystems.bankReference)).toBe('999999.FT-1');
    const after = await sizes();
    expect(after.notices - before.notices).toBe(3);
    expect(after.tasks - before.tasks).toBe(1);
    expect(after.papers).toBe(before.papers);

    const overlap = fileOf(
      '02/03/2026,FT-3,500000,da bao',
      '02/03/2026,ft-4,77000,nop tien kham',
      `02/03/2026,FT-7,500000,${asked.reference} lan hai`,
    );
    expect((await load(file)).count).toMatchObject({ ...none, repeated: 4, outgoing: 1, refused: 1 });
    expect((await load(overlap)).count).toEqual({ ...none, repeated: 2, parked: 1 });
    expect(await sizes()).toEqual({ ...after, notices: after.notices + 1, tasks: after.tasks + 1 });
    expect(await receiptsOf(hospital, open.encounter)).toHaveLength(1);
    expect(await hospital.all('Basic')).toHaveLength(2);
  });

  test('nạp trước, ngân hàng báo sau hoặc cùng lúc: tiền chỉ vào một lần', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    const { reference } = await ask(at);
    const file = fileOf(`02/03/2026,LATE-1,500000,${reference}`);
    await Promise.all([load(file), tell('77', reference, 'LATE-1')]);
    await Promise.all([load(file), load(file)]);
    expect(await tell('77', reference, 'LATE-1')).toEqual({ state: 'repeated' });
    expect((await load(file)).count).toEqual({ ...none, repeated: 1 });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
    const notices = (await hospital.all('PaymentNotice')).filter(({ payment }) => payment.display === 'LATE-1');
    expect(notices).toHaveLength(1);
  });

  test('sao kê ghi khác số ngân hàng đã báo: chờ người, chỉ giải thích được, không gán lần nữa', async () => {
    const { at, encounter } = await visitWithCosts(hospital);
    await tell('88', (await ask(at)).reference, 'DIFF-1');
    const file = fileOf('02/03/2026,DIFF-1,400000,x');
    expect((await load(file)).count).toEqual({ ...none, differs: 1 });
    expect((await load(file)).count).toEqual({ ...none, repeated: 1 });
    const task = (await hospital.all('Task')).find(({ description }) => description?.includes('400.000 đ'));
    const settle = (input: object) => hospital.as('cashier').call(settleTransfer, `Task/${task?.id}`, input);
    const reason = 'Ngân hàng đính chính';
    await expect(settle({ reason, encounter: { reference: at } })).rejects.toEqual(refused('onlyExplained'));
    expect(await settle({ reason })).toMatchObject({ status: 'completed' });
    expect(await receiptsOf(hospital, encounter)).toHaveLength(1);
    expect((await hospital.as('cashier').call(bankDay, undefined, { date: '2026-03-02' })).differing).toEqual([]);
  });

  test('cùng số tham chiếu ở hai dòng, hoặc ở ngày khác: dòng sau bị từ chối; số tham chiếu của đối tác lặp lại vẫn là hai khoản', async () => {
    const twice = await load(fileOf('02/03/2026,TWIN,1000,a', '02/03/2026,twin,1000,b'));
    expect(twice.count).toEqual({ ...none, parked: 1, refused: 1 });
    expect(twice.row[0]?.reason).toBe(errors.rowTwice.issue({ reference: 'twin' }).details?.text);
    const later = await load(fileOf('20/03/2026,TWIN,1000,a'));
    const reused = errors.rowOtherDay.issue({ reference: 'TWIN', day: '02/03/2026' }).details?.text;
    expect(later.row[0]).toMatchObject({ state: 'refused', reason: reused });
    expect(await tell('901', '', 'SAME', 2000)).toMatchObject({ state: 'parked' });
    expect(await tell('902', '', 'SAME', 2000)).toMatchObject({ state: 'parked' });
  });

  test('tệp của tài khoản khác, tệp lạ, tệp quá lớn: từ chối; tệp lạ vẫn được giữ nguyên từng byte', async () => {
    const other = base64('Số tài khoản: 123456789\ndate,reference,amount,memo\n02/03/2026,X-1,1000,a');
    await expect(load(other)).rejects.toEqual(refused('statementOtherAccount'));
    const strange = base64('không phải sao kê');
    await expect(load(strange)).rejects.toEqual(refused('statementUnreadable'));
    const kept = await hospital.all('Basic');
    expect(kept.map((one: Basic) => one.extension?.[0]?.valueAttachment?.data)).toContain(strange);
    await expect(load('A'.repeat(2_800_004))).rejects.toEqual(refused('statementTooLarge'));
    await expect(load(Buffer.alloc(2_000_001, 65).toString('base64'))).rejects.toEqual(refused('statementTooLarge'));
  });
});
