import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Claim, Invoice, PaymentReconciliation, Task } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledger } from '../index.ts';
import {
  vnd,
  type WrittenVisit,
  writeBankMoney,
  writePaper,
  writeShift,
  writeVisit,
} from '../stories/books-for-tests.ts';
import { checkMoney, type MoneyCheck } from './check-money.ts';

let hospital: TestHospital;
let visit: WrittenVisit;
let cash: Invoice;
let shift: PaymentReconciliation;

const check = () =>
  hospital.as('accountant').call<MoneyCheck>(checkMoney, undefined, { from: '2026-03-02', to: '2026-03-02' });
const broken = async (): Promise<string[]> =>
  (await check()).identity.filter(({ holds }) => !holds).map(({ code }) => code);

/** One row is changed from the side, the check is asked, the row is put back. */
async function whenTampered<R extends Invoice | PaymentReconciliation | ChargeItem | Claim>(
  resource: R,
  change: (resource: R) => R,
): Promise<MoneyCheck> {
  const { store } = hospital.as('tool');
  const { meta: _meta, ...changed } = change(resource);
  await store.update(changed as R);
  const answer = await check();
  const { meta: _before, ...before } = resource;
  await store.update(before as R);
  return answer;
}

const brokenOf = (answer: MoneyCheck) => answer.identity.filter(({ holds }) => !holds).map(({ code }) => code);

beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
  visit = await writeVisit(hospital);
  cash = await writePaper(hospital, visit, { amount: 200_000 });
  const transfer = await writePaper(hospital, visit, { amount: 300_000, method: 'Chuyển khoản' });
  await writeBankMoney(hospital, 300_000, { pays: transfer });
  shift = await writeShift(hospital, { expected: 200_000, notes: 200_000 });
});
afterAll(() => hospital.close());

describe('đối chiếu tiền', () => {
  test('mọi đẳng thức khớp, đếm đủ những gì đã xem', async () => {
    const answer = await check();
    expect(brokenOf(answer)).toEqual([]);
    expect(answer).toMatchObject({ holds: true, count: { visits: 1, papers: 2, shifts: 1, notices: 1, entries: 4 } });
    expect(answer.identity.find(({ code }) => code === 'receipts')).toMatchObject({
      left: vnd(500_000),
      right: vnd(500_000),
      difference: vnd(0),
    });
  });

  test('sửa một đồng trên một phiếu: hai đẳng thức gọi tên đúng phiếu và đúng ca', async () => {
    const answer = await whenTampered(cash, (paper) => ({ ...paper, totalGross: vnd(200_001) }));
    expect(answer.holds).toBe(false);
    expect(brokenOf(answer)).toEqual(['papers', 'drawer']);
    expect(answer.identity.find(({ code }) => code === 'papers')).toMatchObject({
      difference: vnd(1),
      misfits: 1,
      misfit: [{ what: { reference: `Invoice/${cash.id}` } }],
    });
    expect(answer.identity.find(({ code }) => code === 'drawer')?.misfit).toMatchObject([
      { what: { reference: `PaymentReconciliation/${shift.id}` }, amount: vnd(-1) },
    ]);
  });

  test('sửa tiền đếm được của một ca: kiểm quỹ gọi tên ca ấy', async () => {
    const answer = await whenTampered(shift, (one) => ({
      ...one,
      detail: (one.detail ?? []).map((line) =>
        line.type.text === 'Chênh lệch' ? { ...line, amount: vnd(100) } : line,
      ),
    }));
    expect(brokenOf(answer)).toEqual(['count']);
  });

  test('phiếu chuyển sang một lượt khám không có: không còn là tiền của ai', async () => {
    const answer = await whenTampered(cash, (paper) => ({
      ...paper,
      identifier: (paper.identifier ?? []).map((one) => ({
        ...one,
        value: one.value?.replace(/^.*\./, 'khong-co.') ?? '',
      })),
    }));
    expect(brokenOf(answer)).toContain('receipts');
  });

  test('tiền về không ai nhận, phiếu chuyển khoản không có tiền: hai danh sách không còn trống', async () => {
    const other = await openTestHospital([ledger]);
    const paper = await writePaper(other, await writeVisit(other, { end: null }), {
      amount: 9000,
      method: 'Chuyển khoản',
    });
    const money = await writeBankMoney(other, 8000);
    const answer = await other
      .as('accountant')
      .call<MoneyCheck>(checkMoney, undefined, { from: '2026-03-02', to: '2026-03-02' });
    expect(brokenOf(answer)).toEqual(['bank-without-receipt', 'receipt-without-bank']);
    const named = answer.identity.flatMap(({ misfit }) => misfit.map(({ what }) => what.reference));
    expect(named).toEqual([`PaymentNotice/${money.id}`, `Invoice/${paper.id}`]);
    await other.close();
  });

  test('phiếu chuyển khoản mà kế toán đã ghi vì sao chưa có tiền: không còn trong danh sách', async () => {
    const other = await openTestHospital([ledger]);
    const paper = await writePaper(other, await writeVisit(other, { end: null }), {
      amount: 9000,
      method: 'Chuyển khoản',
    });
    const { meta: _meta, ...explained } = paper;
    const extension = [
      { url: extensions.unbanked, extension: [{ url: 'reason', valueString: 'Ngân hàng sẽ ghi sau' }] },
    ];
    await other.as('tool').store.update<Invoice>({ ...explained, extension });
    const answer = await other
      .as('accountant')
      .call<MoneyCheck>(checkMoney, undefined, { from: '2026-03-02', to: '2026-03-02' });
    expect(brokenOf(answer)).toEqual([]);
    await other.close();
  });

  test('phiếu hủy nên tiền lại chờ người, rồi trả lại: không phải tiền thất lạc; ca quên đóng vẫn được kiểm', async () => {
    const other = await openTestHospital([ledger]);
    const { store } = other.as('tool');
    const money = await writeBankMoney(other, 8000);
    const focus = { reference: `PaymentNotice/${money.id}` };
    const waits: Task = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      identifier: [{ system: identifierSystems.task, value: 'tien-ve-nh.x.phieu-da-huy' }],
      code: { coding: [{ system: codeSystems.taskKind, code: 'bank-unmatched' }] },
      focus,
      lastModified: '2026-03-02T11:00:00+07:00',
    };
    // decided for a visit before its receipt was cancelled
    const before: Task = { ...waits, status: 'completed', encounter: { reference: (await writeVisit(other)).at } };
    const earlier = [{ system: identifierSystems.task, value: 'tien-ve-nh.x' }];
    await store.create<Task>({ ...before, identifier: earlier, lastModified: '2026-03-02T10:00:00+07:00' });
    const task = await store.create(waits);
    await writeShift(other, { expected: 0, notes: 0, began: '2026-02-10T00:31:00.000Z' });
    const ask = () =>
      other.as('accountant').call<MoneyCheck>(checkMoney, undefined, { from: '2026-03-02', to: '2026-03-02' });
    const first = await ask();
    expect(brokenOf(first)).toEqual([]);
    expect(first.count.shifts).toBe(1);
    await store.update<Task>({ ...task, status: 'completed' });
    expect(brokenOf(await ask())).toEqual([]);
    await other.close();
  });

  test('một lượt khám không tính được tiền: nói rõ lượt nào, các lượt khác vẫn đối chiếu', async () => {
    const answer = await whenTampered(visit.charge, (charge) => ({ ...charge, quantity: { value: -1, unit: 'Lần' } }));
    const payers = answer.identity.find(({ code }) => code === 'payers');
    expect(payers).toMatchObject({ holds: false, misfit: [{ what: { reference: visit.at } }] });
    expect(await broken()).toEqual([]);
  });

  test('hồ sơ BHYT lưu lệch bảng kê: gọi tên hồ sơ', async () => {
    const claim = await hospital.as('tool').store.create<Claim>({
      resourceType: 'Claim',
      status: 'draft',
      type: { text: 'BHYT' },
      use: 'claim',
      patient: visit.encounter.subject ?? {},
      created: '2026-03-02',
      provider: { display: 'Bệnh viện Thử' },
      priority: { text: 'normal' },
      insurance: [{ sequence: 1, focal: true, coverage: { display: 'Không có thẻ BHYT' } }],
      item: [
        { sequence: 1, productOrService: { text: 'Khám' }, encounter: [{ reference: visit.at }], net: vnd(500_000) },
      ],
      total: vnd(500_000),
    });
    expect(await broken()).toEqual([]);
    const answer = await whenTampered(claim, (one) => ({ ...one, total: vnd(500_000.01) }));
    expect(brokenOf(answer)).toEqual(['claim-total', 'claim-lines']);
    expect(answer.identity.find(({ code }) => code === 'claim-total')?.misfit).toMatchObject([
      { what: { reference: `Claim/${claim.id}` }, amount: vnd(0.01) },
    ]);
  });
});
