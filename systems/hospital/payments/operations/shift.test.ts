import { openTestHospital } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { collect } from './collect.ts';
import { openShift } from './open-shift.ts';
import { shift } from './shift.ts';

test('ca đang mở cho biết tiền đã thu; chưa mở ca thì không có', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const before = await visitWithCosts(hospital);
  await cashier.call(collect, before.at, { method: 'cash', amount: vnd(500000) });
  expect(await cashier.call(shift)).toMatchObject({ expectedCash: vnd(0), receipts: 0 });
  expect((await cashier.call(shift)).shift).toBeUndefined();
  hospital.tick(1);
  await cashier.call(openShift, undefined, { count: [{ denomination: 50000, pieces: 2 }] });
  const { at } = await visitWithCosts(hospital);
  await cashier.call(collect, at, { method: 'cash', amount: vnd(500000) });
  const other = await visitWithCosts(hospital);
  await hospital.as('tool').call(collect, other.at, { method: 'cash', amount: vnd(500000) });
  expect(await cashier.call(shift)).toMatchObject({
    shift: { outcome: 'queued' },
    float: vnd(100000),
    cash: vnd(500000),
    transfer: vnd(0),
    expectedCash: vnd(600000),
    receipts: 1,
  });
  await hospital.close();
});
