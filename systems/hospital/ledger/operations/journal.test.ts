import { gzipSync } from 'node:zlib';
import { xu } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Money, Reference } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closedMonthResource } from '../exchange/closed-month.ts';
import { ledger } from '../index.ts';
import {
  vnd,
  type WrittenVisit,
  writeBankMoney,
  writePaper,
  writeShift,
  writeVisit,
} from '../stories/books-for-tests.ts';
import { journal } from './journal.ts';

interface Answer {
  readonly entry: readonly {
    readonly id: string;
    readonly date: string;
    readonly kind: string;
    readonly source: Reference;
    readonly line: readonly { readonly account: string; readonly debit: Money; readonly credit: Money }[];
  }[];
  readonly csv?: Binary;
  readonly count: number;
  readonly debit: Money;
  readonly credit: Money;
  readonly next?: string;
}

let hospital: TestHospital;
let visit: WrittenVisit;
const ask = (input: object = {}) =>
  hospital.as('accountant').call<Answer>(journal, undefined, { from: '2026-03-02', to: '2026-03-02', ...input });
const sidesOf = (answer: Answer, kind: string) =>
  answer.entry
    .filter((entry) => entry.kind === kind)
    .map(({ line }) => line.map(({ account, debit, credit }) => [account, debit.value, credit.value]));

beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
  visit = await writeVisit(hospital, { price: '500000.6' });
  await writePaper(hospital, visit, { amount: 200_000 });
  const transfer = await writePaper(hospital, visit, { amount: 300_001, method: 'Chuyển khoản' });
  await writeBankMoney(hospital, 300_001, { pays: transfer });
  await writeShift(hospital, { expected: 200_000, notes: 199_000, difference: -1000 });
});
afterAll(() => hospital.close());

describe('sổ nhật ký chung', () => {
  test('phiếu, lượt khám, ca, ngân hàng: mỗi bút toán cân, có số cố định', async () => {
    const answer = await ask();
    expect(sidesOf(answer, 'receipt')).toEqual([
      [
        ['1111', 200_000, 0],
        ['1311', 0, 200_000],
      ],
      [
        ['1131', 300_001, 0],
        ['1311', 0, 300_001],
      ],
    ]);
    expect(sidesOf(answer, 'visit')).toEqual([
      [
        ['1311', 500_001, 0],
        ['5311', 0, 500_000.6],
        ['7118', 0, 0.4],
      ],
    ]);
    expect(sidesOf(answer, 'bank')).toEqual([
      [
        ['1121', 300_001, 0],
        ['1131', 0, 300_001],
      ],
    ]);
    expect(sidesOf(answer, 'shift')).toEqual([
      [
        ['1111', 0, 1000],
        ['1388', 1000, 0],
      ],
    ]);
    expect(answer.debit).toEqual(answer.credit);
    expect(answer.count).toBe(5);
    expect(answer.next).toBeUndefined();
    expect((await ask()).entry.map(({ id }) => id)).toEqual(answer.entry.map(({ id }) => id));
  });

  test('phiếu bị hủy: bút toán cũ còn nguyên, việc hủy là bút toán của ngày hủy', async () => {
    const paper = await writePaper(hospital, visit, {
      amount: 70_000,
      status: 'cancelled',
      at: '2026-02-27T03:00:00.000Z',
    });
    await hospital.as('tool').store.create({
      resourceType: 'Task',
      status: 'completed',
      intent: 'proposal',
      code: { coding: [{ system: 'https://lienmach.vn/fhir/CodeSystem/task-kind', code: 'cancel-receipt' }] },
      focus: { reference: `Invoice/${paper.id}` },
      lastModified: '2026-02-28T08:00:00+07:00',
    });
    const taken = await ask({ from: '2026-02-27', to: '2026-02-27' });
    const undone = await ask({ from: '2026-02-28', to: '2026-02-28' });
    expect(taken.entry).toMatchObject([{ id: `phieu-${paper.id}`, kind: 'receipt', date: '2026-02-27' }]);
    expect(undone.entry).toMatchObject([{ id: `phieu-${paper.id}-huy`, kind: 'cancellation', date: '2026-02-28' }]);
    expect(sidesOf(undone, 'cancellation')).toEqual([
      [
        ['1111', 0, 70_000],
        ['1311', 70_000, 0],
      ],
    ]);
  });

  test('tệp cho phần mềm kế toán: một dòng mỗi tài khoản, mỗi trang một phần', async () => {
    const { csv, entry, count } = await ask({ format: 'csv' });
    const text = Buffer.from(csv?.data ?? '', 'base64').toString('utf8');
    const rows = text.trimEnd().split('\r\n');
    expect(entry).toEqual([]);
    expect(rows[0]).toBe(
      '\uFEFFma_but_toan,ngay,loai,so_chung_tu,chung_tu_goc,dien_giai,tai_khoan,ten_tai_khoan,no,co,doi_tuong',
    );
    expect(count).toBe(5);
    expect(rows).toHaveLength(1 + 4 * 2 + 3);
    expect(rows.filter((row) => row.includes(',1121,'))).toHaveLength(1);
  });

  test('nơi có hệ thống tài khoản riêng dùng số của mình', async () => {
    const own = await openTestHospital([ledger], {
      site: { ledgerAccounts: { cash: { code: '11101', name: 'Quỹ chính' } } },
    });
    await writePaper(own, await writeVisit(own, { end: null }), { amount: 1000 });
    const answer = await own
      .as('accountant')
      .call<Answer>(journal, undefined, { from: '2026-03-02', to: '2026-03-02' });
    expect(answer.entry[0]?.line).toMatchObject([
      { account: '11101', debit: vnd(1000) },
      { account: '1311', credit: vnd(1000) },
    ]);
    await own.close();
  });

  test.each([
    ['ngày đầu sau ngày cuối', { from: '2026-03-03', to: '2026-03-02' }, 'ledger.badPeriod'],
    ['dài hơn một năm', { from: '2025-01-01', to: '2026-03-02' }, 'ledger.badPeriod'],
    ['thiếu ngày', { from: '2026-03', to: '2026-03-02' }, 'ledger.badPeriod'],
    ['dấu trang lạ', { cursor: 'abc' }, 'ledger.badCursor'],
    ['dấu trang của kỳ khác', { cursor: '2026-04-01/papers' }, 'ledger.badCursor'],
  ])('%s: từ chối', async (_, input, code) => {
    await expect(ask(input)).rejects.toMatchObject({ code });
  });

  test('trước khi có hệ thống tài khoản: noChart', async () => {
    const old = await writeVisit(hospital, { end: null });
    await writePaper(hospital, old, { amount: 1000, at: '2017-05-05T03:00:00.000Z' });
    await expect(ask({ from: '2017-05-05', to: '2017-05-05' })).rejects.toMatchObject({ code: 'ledger.noChart' });
  });

  test('ngày đã khóa sổ mà nội dung lưu bị sửa: closedChanged, không đọc tiếp', async () => {
    const { store } = hospital.as('tool');
    const content = await store.create<Binary>({
      resourceType: 'Binary',
      contentType: 'application/gzip',
      data: gzipSync('[]').toString('base64'),
    });
    const closed = { day: '2026-01-05', content: `Binary/${content.id}`, digest: 'khac', entries: 0, turnover: xu(0n) };
    const by = { reference: 'Practitioner/accountant' };
    await store.create(closedMonthResource({ month: '2026-01', days: [closed] }, by, '2026-02-01', undefined));
    await expect(ask({ from: '2026-01-05', to: '2026-01-05' })).rejects.toMatchObject({ code: 'ledger.closedChanged' });
  });
});
