import { openTestHospital } from '@lienmach/testing';
import type { Invoice, PaymentReconciliation, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { ledger } from '../index.ts';
import { vnd, writeBankMoney, writePaper, writeShift, writeVisit } from '../stories/books-for-tests.ts';

test('đếm quỹ hôm sau: ngày hôm trước không khớp thành một việc, khớp lại thì việc xong, chạy lại không thêm việc', async () => {
  const hospital = await openTestHospital([ledger]);
  const { store } = hospital.as('tool');
  const tasks = async (): Promise<Task[]> =>
    (await hospital.all('Task')).filter(({ code }) => code?.coding?.[0]?.code === 'money-differs');
  const { meta: _shiftMeta, id: _id, ...shift } = await writeShift(hospital, { expected: 0, notes: 0 });
  const countOn = async (day: string, key: string): Promise<void> => {
    await store.create<PaymentReconciliation>({
      ...shift,
      identifier: (shift.identifier ?? []).map((one) => ({ ...one, value: key })),
      period: { start: `${day}T00:31:00.000Z`, end: `${day}T09:00:00.000Z` },
      created: `${day}T00:31:00.000Z`,
    });
    await hospital.settled();
  };
  const visit = await writeVisit(hospital);
  const paper = await writePaper(hospital, visit, { amount: 500_000, method: 'Chuyển khoản', lines: 499_999 });
  await countOn('2026-03-03', 'a');
  expect(await tasks()).toMatchObject([
    { status: 'requested', identifier: [{ value: 'lech-tien-2026-03-02' }], priority: 'urgent' },
  ]);
  expect((await tasks())[0]?.description).toContain('cộng các dòng của phiếu');
  await countOn('2026-03-03', 'b');
  expect(await tasks()).toHaveLength(1);

  const { meta: _meta, ...sound } = paper;
  const lineItem = [
    { chargeItemCodeableConcept: { text: 'Khám' }, priceComponent: [{ type: 'base' as const, amount: vnd(500_000) }] },
  ];
  await store.update<Invoice>({ ...sound, lineItem });
  await writeBankMoney(hospital, 500_000, { pays: paper });
  await countOn('2026-03-04', 'c');
  expect(await tasks()).toMatchObject([{ status: 'completed', statusReason: { text: 'Đã khớp khi đối chiếu lại' } }]);
  await hospital.close();
});
