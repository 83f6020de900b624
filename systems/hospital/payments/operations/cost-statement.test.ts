import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { type CostStatement, costStatement } from './cost-statement.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const statement = (at: string) => hospital.as('cashier').call<CostStatement>(costStatement, at);

describe('bảng kê chi phí', () => {
  test('thẻ 80 %, giá BHYT thấp hơn giá bệnh viện: từng dòng cộng đúng, có lời giải thích', async () => {
    const { at } = await visitWithCosts(hospital, {
      card: 'GD4',
      lines: [{ price: '320000', insurancePrice: '280000' }, { price: '200000.555' }],
    });
    const bill = await statement(at);
    expect(bill.total).toMatchObject({
      hospital: vnd(520000.56),
      insurer: vnd(384000.45),
      coPaid: vnd(96000.11),
      selfPaid: vnd(40000),
      patient: vnd(136000.11),
    });
    expect(bill).toMatchObject({ rounding: vnd(-0.11), payable: vnd(136000), paid: vnd(0), due: vnd(136000) });
    expect(bill.line[0]).toMatchObject({ group: '1', unitPrice: vnd(320000) });
    expect(bill.line[0]?.because.join(' ')).toContain('Giá BHYT thấp hơn giá bệnh viện');
    expect(bill.step.join(' ')).toContain('351.000 đ');
  });

  test('không có thẻ: người bệnh trả hết; lượt khám không tồn tại là 404', async () => {
    const { at } = await visitWithCosts(hospital, { lines: [{ price: '71000' }] });
    expect((await statement(at)).due).toEqual(vnd(71000));
    await expect(statement('Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
  });
});
