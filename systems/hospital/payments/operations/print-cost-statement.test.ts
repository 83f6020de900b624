import { pageIn } from '@lienmach/papers';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts } from '../stories/visit-for-tests.ts';
import { printCostStatement } from './print-cost-statement.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

test('bảng kê A4: từng dòng, cột cộng, số phải trả bằng số và bằng chữ', async () => {
  const { at } = await visitWithCosts(hospital, { lines: [{ price: '500000', quantity: '1.5' }, { price: '50600' }] });
  const page = pageIn(await hospital.as('cashier').call<Binary>(printCostStatement, at, { as: 'page' }));
  expect(page).toMatchObject({ paper: 'A4', hasNationalHead: true });
  const table = page.body.find(({ kind }) => kind === 'table');
  expect(table).toMatchObject({
    rows: [
      ['1', 'Tổng phân tích tế bào máu', 'Lần', '1,5', '750.000', '0', '0', '750.000'],
      ['2', 'Tổng phân tích tế bào máu', 'Lần', '1', '50.600', '0', '0', '50.600'],
    ],
    foot: ['', 'Cộng', '', '', '800.600', '0', '0', '800.600'],
  });
  expect(JSON.stringify(page.body)).toContain('Tám trăm nghìn sáu trăm đồng');
});
