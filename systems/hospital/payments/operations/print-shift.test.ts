import { pageIn } from '@lienmach/papers';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { closeShift } from './close-shift.ts';
import { openShift } from './open-shift.ts';
import { printShift } from './print-shift.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

test('ca chưa đóng chưa in được; đóng rồi in đủ tờ tiền, số cộng và ba chỗ ký', async () => {
  const cashier = hospital.as('cashier');
  await cashier.call(openShift, undefined, { count: [{ denomination: 500_000, pieces: 2 }] });
  const [open] = await hospital.all('PaymentReconciliation');
  const at = `PaymentReconciliation/${open?.id}`;
  await expect(cashier.call(printShift, at)).rejects.toMatchObject({ code: 'payments.shiftNotClosed' });
  hospital.tick(60);
  await cashier.call(closeShift, undefined, {
    count: [
      { denomination: 200_000, pieces: 4 },
      { denomination: 100_000, pieces: 2 },
    ],
  });
  const page = pageIn(await cashier.call<Binary>(printShift, at, { as: 'page' }));
  expect(page.patient).toBeUndefined();
  const tables = page.body.filter(({ kind }) => kind === 'table');
  expect(tables[1]).toMatchObject({
    rows: [
      ['200.000 đ', '4', '800.000 đ'],
      ['100.000 đ', '2', '200.000 đ'],
    ],
    foot: ['Cộng', '', '1.000.000 đ'],
  });
  expect(JSON.stringify(page.body)).toContain('Một triệu đồng');
});
