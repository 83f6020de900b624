import { codeSystems, extensions } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import type { ChargeItem, Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { addLine, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { type CashierWorklist, cashierWorklist } from './cashier-worklist.ts';
import { collect } from './collect.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';

test('danh sách chờ thu: ai còn nợ, nợ bao nhiêu, đúng như bảng kê; ngày khác không lẫn vào', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const list = (input: object = {}) => cashier.call<CashierWorklist>(cashierWorklist, undefined, input);
  const insured = await visitWithCosts(hospital, {
    card: 'GD4',
    lines: [{ price: '500000', insurancePrice: '500000' }],
  });
  const finished = await visitWithCosts(hospital, { status: 'finished' });
  const paid = await visitWithCosts(hospital);
  await cashier.call(collect, paid.at, { method: 'cash', amount: vnd(500000) });
  const tooMuch = await visitWithCosts(hospital, { lines: [] });
  const line = await addLine(hospital, tooMuch.encounter, { price: '30000' });
  await cashier.call(collect, tooMuch.at, { method: 'cash', amount: vnd(30000) });
  await hospital.as('tool').store.update<ChargeItem>({ ...line, status: 'aborted' });
  const unclear = await visitWithCosts(hospital);
  const { store } = hospital.as('tool');
  await store.update<Encounter>({
    ...(await store.read('Encounter', unclear.encounter.id ?? '')),
    extension: [
      {
        url: extensions.entitlement,
        valueCodeableConcept: { coding: [{ system: codeSystems.entitlement, code: 'lạ' }] },
      },
    ],
  });
  const old = await visitWithCosts(hospital);
  await store.update<Encounter>({ ...old.encounter, period: { start: '2026-03-01T23:00:00+07:00' } });

  const today = await list();
  const statement = await cashier.call<CostStatement>(costStatement, insured.at);
  expect(today.entry.map(({ encounter, state }) => [encounter.reference, state])).toEqual([
    [finished.at, 'due'],
    [insured.at, 'due'],
    [tooMuch.at, 'refund'],
    [unclear.at, 'unclear'],
    [paid.at, 'settled'],
  ]);
  expect(today.count).toEqual({ due: 2, refund: 1, settled: 1, unclear: 1 });
  expect(today.entry[1]).toMatchObject({ payable: statement.payable, due: statement.due, name: 'Trần Đình Thử' });
  expect(today.total).toEqual(vnd(500000 + (statement.due.value ?? 0)));
  expect(today.entry[3]?.problem).toBeTruthy();
  expect((await list({ date: '2026-03-01' })).entry.map(({ encounter }) => encounter.reference)).toEqual([old.at]);
  await expect(list({ date: '2026' })).rejects.toMatchObject({ code: 'payments.badDate' });
  await hospital.close();
});

test('qua nửa đêm người chờ thu buổi tối vẫn trong danh sách, sáu giờ sau mới thôi; hỏi một ngày thì chỉ ngày ấy', async () => {
  // 23:50 in Viet Nam
  const hospital = await openTestHospital([payments], { startsAt: '2026-03-02T16:50:00.000Z' });
  const cashier = hospital.as('cashier');
  const { store } = hospital.as('tool');
  const listed = async (input: object = {}) =>
    (await cashier.call<CashierWorklist>(cashierWorklist, undefined, input)).entry.map((one) => [
      one.encounter.reference,
      one.state,
    ]);
  const begunAt = async (start: string) => {
    const visit = await visitWithCosts(hospital);
    await store.update<Encounter>({ ...visit.encounter, period: { start } });
    return visit;
  };
  const waits = await begunAt('2026-03-02T23:40:00+07:00');
  const paid = await begunAt('2026-03-02T20:00:00+07:00');
  const morning = await begunAt('2026-03-02T09:00:00+07:00');
  const two = [
    [waits.at, 'due'],
    [paid.at, 'settled'],
  ];
  await cashier.call(collect, paid.at, { method: 'cash', amount: vnd(500000) });
  expect(await listed()).toEqual([[morning.at, 'due'], ...two]);
  hospital.tick(15);
  expect(await listed()).toEqual(two);
  const night = await begunAt('2026-03-03T00:02:00+07:00');
  expect(await listed()).toEqual([two[0], [night.at, 'due'], two[1]]);
  expect(await listed({ date: '2026-03-03' })).toEqual([[night.at, 'due']]);
  hospital.tick(6 * 60);
  expect(await listed()).toEqual([[night.at, 'due']]);
  await hospital.close();
});
