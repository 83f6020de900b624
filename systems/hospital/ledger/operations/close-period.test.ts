import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledger } from '../index.ts';
import { type WrittenVisit, writePaper, writeVisit } from '../stories/books-for-tests.ts';
import { bookCorrections } from './book-corrections.ts';
import { checkMoney, type MoneyCheck } from './check-money.ts';
import { closePeriod } from './close-period.ts';
import { journal } from './journal.ts';

interface Answer {
  readonly entry: readonly { readonly id: string; readonly date: string; readonly line: readonly object[] }[];
}

const DAY = 24 * 60;
let hospital: TestHospital;
let visit: WrittenVisit;
const accountant = () => hospital.as('accountant');
const close = (month: string, reason?: string) =>
  accountant().call(closePeriod, undefined, { month, ...(reason === undefined ? {} : { reason }) });
const march = { from: '2026-03-01', to: '2026-03-31' };
const entries = async (period: { from: string; to: string }) =>
  (await accountant().call<Answer>(journal, undefined, period)).entry;
const check = () => accountant().call<MoneyCheck>(checkMoney, undefined, march);
const book = (month: string) =>
  accountant().call<{ booked: number; id: readonly string[] }>(bookCorrections, undefined, { month });

beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
  visit = await writeVisit(hospital);
  await writePaper(hospital, visit, { amount: 500_000 });
});
afterAll(() => hospital.close());

describe('khóa sổ tháng', () => {
  test.each([
    ['tháng viết sai', '2026-13', 'ledger.badMonth'],
    ['tháng chưa hết', '2026-03', 'ledger.monthNotOver'],
  ])('%s', async (_, month, code) => {
    await expect(close(month)).rejects.toMatchObject({ code });
  });

  test('tháng chưa khóa thì không có bút toán điều chỉnh', async () => {
    await expect(book('2026-03')).rejects.toMatchObject({ code: 'ledger.notClosed' });
  });

  test('tiền không khớp thì không khóa, trừ khi ghi lý do', async () => {
    const other = await openTestHospital([ledger], { startsAt: '2026-04-02T01:00:00.000Z' });
    await writePaper(other, await writeVisit(other), { amount: 500_000, lines: 499_999 });
    const accountantThere = other.as('accountant');
    await expect(accountantThere.call(closePeriod, undefined, { month: '2026-03' })).rejects.toMatchObject({
      code: 'ledger.moneyDoesNotFit',
    });
    await accountantThere.call(closePeriod, undefined, { month: '2026-03', reason: 'Kế toán trưởng đã biết' });
    await other.close();
  });

  test('kỳ đã khóa không đổi; chi phí sửa sau đó là bút toán của kỳ đang mở, chạy lại không thêm', async () => {
    hospital.tick(31 * DAY);
    const before = await entries(march);
    await close('2026-03');
    expect(await entries(march)).toEqual(before);
    await expect(close('2026-03')).rejects.toMatchObject({ code: 'ledger.closedAlready' });

    const { store } = hospital.as('tool');
    await store.update<ChargeItem>({ ...visit.charge, status: 'aborted' });
    expect(await entries(march)).toEqual(before);
    expect((await check()).identity.filter(({ holds }) => !holds).map(({ code }) => code)).toContain('closed');

    const correction = `dc1-20260302-luot-${visit.encounter.id}`;
    expect(await book('2026-03')).toMatchObject({ booked: 1, id: [correction] });
    expect(await book('2026-03')).toMatchObject({ booked: 0 });
    expect(await entries(march)).toEqual(before);
    expect((await check()).holds).toBe(true);
    expect(await entries({ from: '2026-04-01', to: '2026-04-30' })).toMatchObject([
      {
        id: correction,
        date: '2026-04-02',
        line: [
          { account: '1311', credit: { value: 500_000 } },
          { account: '5311', debit: { value: 500_000 } },
        ],
      },
    ]);
  });

  test('các tháng được khóa lần lượt', async () => {
    hospital.tick(61 * DAY);
    await expect(close('2026-05')).rejects.toMatchObject({ code: 'ledger.earlierOpen' });
    await close('2026-04');
    await close('2026-05');
  });
});
