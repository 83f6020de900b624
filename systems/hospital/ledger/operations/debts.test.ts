import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice, Money, Reference, Task } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledger } from '../index.ts';
import { vnd, type WrittenVisit, writePaper, writeShift, writeVisit } from '../stories/books-for-tests.ts';
import { debts } from './debts.ts';

interface Answer {
  readonly total: Money;
  readonly entry: readonly {
    readonly encounter: Reference;
    readonly name: string;
    readonly owed: Money;
    readonly since?: string;
  }[];
}

let hospital: TestHospital;
let older: WrittenVisit;
let newer: WrittenVisit;
const list = () => hospital.as('accountant').call<Answer>(debts, undefined, {});
const taskOf = async ({ encounter }: WrittenVisit): Promise<Task | undefined> =>
  (await hospital.all('Task')).find(({ focus }) => focus?.reference === `Encounter/${encounter.id}`);

/** A drawer is counted on the next day: yesterday's visits are looked at. */
beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
  newer = await writeVisit(hospital, {
    price: '70000',
    end: '2026-03-01T15:00:00+07:00',
    start: '2026-03-01T14:00:00+07:00',
  });
  older = await writeVisit(hospital, {
    price: '50000.4',
    end: '2026-03-01T09:00:00+07:00',
    start: '2026-03-01T08:00:00+07:00',
  });
  const paid = await writeVisit(hospital, { end: '2026-03-01T10:00:00+07:00', start: '2026-03-01T08:00:00+07:00' });
  await writePaper(hospital, paid, { amount: 500_000, at: '2026-03-01T03:10:00.000Z' });
  await writeVisit(hospital, { end: null });
  await writeShift(hospital, { expected: 0, notes: 0 });
  await hospital.settled();
});
afterAll(() => hospital.close());

describe('công nợ người bệnh', () => {
  test('ai ra về còn nợ, nợ bao nhiêu, từ bao giờ; nợ lâu đứng trước; người đã trả và người đang khám không có tên', async () => {
    const { total, entry } = await list();
    expect(total).toEqual(vnd(120_000));
    expect(entry).toMatchObject([
      { encounter: { reference: older.at }, owed: vnd(50_000), since: '2026-03-01T09:00:00+07:00' },
      { encounter: { reference: newer.at }, owed: vnd(70_000) },
    ]);
    expect(entry[0]?.name).toMatch(/^Người Thử/);
  });

  test('trả một phần thì còn phần kia, trả hết thì hết tên, hủy phiếu thì nợ trở lại', async () => {
    await writePaper(hospital, older, { amount: 20_000 });
    await hospital.settled();
    expect((await list()).entry[0]?.owed).toEqual(vnd(30_000));
    const rest = await writePaper(hospital, older, { amount: 30_000 });
    await hospital.settled();
    expect((await list()).entry.map(({ encounter }) => encounter.reference)).toEqual([newer.at]);
    expect(await taskOf(older)).toMatchObject({ status: 'completed', description: 'Đã trả đủ' });
    await hospital.as('tool').store.update<Invoice>({ ...rest, status: 'cancelled' });
    await hospital.settled();
    expect((await list()).total).toEqual(vnd(100_000));
    expect(await taskOf(older)).toMatchObject({ status: 'requested', description: 'Còn nợ 30.000 đ' });
  });
});
