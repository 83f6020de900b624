import { parseQuantity3, parseUnitPrice, parseXu, type Xu, xu, xuText } from '@lienmach/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowAmount } from './row-amounts.ts';
import {
  payersWithFacilitySupport,
  payersWithPatientSupport,
  payersWithProgramme,
  type RowPayers,
} from './row-payers.ts';

const dong = (text: string): Xu => parseXu(text);
const amount = (quantity: string, price: string, service = 10_000, pay = 10_000): Xu =>
  rowAmount(parseQuantity3(quantity), parseUnitPrice(price), service, pay);
const shown = ({ selfPaid, coPaid, fundPaid }: RowPayers) => [selfPaid, coPaid, fundPaid].map(xuText);

describe('các ví dụ tính của chuẩn dữ liệu: tự trả, cùng chi trả, quỹ trả', () => {
  const half = { hospital: amount('3', '100000'), insurance: amount('3', '100000', 10_000, 5000), level: 8000 };
  test.each([
    [
      '1: 20 viên × 1250,5 đồng, mức 80',
      { hospital: amount('20', '1250.5'), insurance: amount('20', '1250.5'), level: 8000, otherFunds: dong('0') },
      ['0.00', '5002.00', '20008.00'],
    ],
    ['2: thuốc tỷ lệ 50', { ...half, otherFunds: dong('0') }, ['150000.00', '30000.00', '120000.00']],
    ['3a: nguồn khác 100.000', { ...half, otherFunds: dong('100000') }, ['50000.00', '30000.00', '120000.00']],
    ['3b: nguồn khác 160.000', { ...half, otherFunds: dong('160000') }, ['0.00', '20000.00', '120000.00']],
    ['3c: nguồn khác 200.000', { ...half, otherFunds: dong('200000') }, ['0.00', '0.00', '100000.00']],
    [
      '5: khám lần hai, mức 95',
      {
        hospital: amount('1', '50600', 3000),
        insurance: amount('1', '50600', 3000),
        level: 9500,
        otherFunds: dong('0'),
      },
      ['0.00', '759.00', '14421.00'],
    ],
    [
      '6: giá bệnh viện 120.000, giá quỹ 80.000',
      { hospital: amount('1', '120000'), insurance: amount('1', '80000'), level: 8000, otherFunds: dong('0') },
      ['40000.00', '16000.00', '64000.00'],
    ],
    [
      '7: một phần ba, mức 95',
      { hospital: dong('1000000'), insurance: dong('333333.33'), level: 9500, otherFunds: dong('0') },
      ['666666.67', '16666.67', '316666.66'],
    ],
  ])('%s', (_, row, expected) => {
    expect(shown(payersWithPatientSupport(row))).toEqual(expected);
  });

  test('4: hỗ trợ cho cơ sở trừ vào chi phí trước khi chia', () => {
    const row = { hospital: dong('10000000'), insurance: dong('5000000'), level: 8000, otherFunds: dong('3000000') };
    expect(shown(payersWithFacilitySupport(row, 5000))).toEqual(['3500000.00', '700000.00', '2800000.00']);
  });

  test.each([
    // without support, or with a price of the fund below that of the hospital, never more in scope than before
    ['không có hỗ trợ thì như thường', '1000000', '800000', '0', ['200000.00', '160000.00', '640000.00']],
    ['giá quỹ thấp hơn giá bệnh viện', '1000000', '300000', '500000', ['200000.00', '60000.00', '240000.00']],
    ['hỗ trợ hết chi phí', '1000000', '1000000', '1000000', ['0.00', '0.00', '0.00']],
  ])('hỗ trợ cho cơ sở: %s', (_, hospital, insurance, otherFunds, expected) => {
    const row = { hospital: dong(hospital), insurance: dong(insurance), level: 8000, otherFunds: dong(otherFunds) };
    expect(shown(payersWithFacilitySupport(row, 10_000))).toEqual(expected);
  });

  test('chương trình theo công văn trả đúng phần cùng chi trả', () => {
    const payers = payersWithProgramme(dong('100000'), dong('100000'), 8000);
    expect(payers).toMatchObject({ coPaid: dong('0'), otherFunds: dong('20000'), fundPaid: dong('80000') });
  });
});

const amounts = fc.bigInt({ min: 0n, max: 10n ** 13n });
const rates = fc.integer({ min: 0, max: 10_000 });

test('mọi phần chi trả luôn cộng đúng bằng thành tiền và không phần nào âm', () => {
  fc.assert(
    fc.property(amounts, rates, rates, fc.integer({ min: 0, max: 100 }), (total, pay, level, support) => {
      const hospital = xu(total);
      const insurance = xu((total * BigInt(pay)) / 10_000n);
      const otherFunds = xu((total * BigInt(support)) / 100n);
      for (const payers of [
        payersWithPatientSupport({ hospital, insurance, level, otherFunds }),
        payersWithFacilitySupport({ hospital, insurance, level, otherFunds }, pay),
        payersWithProgramme(hospital, insurance, level),
      ]) {
        const parts = [payers.selfPaid, payers.coPaid, payers.fundPaid, payers.otherFunds];
        expect(parts.every((part) => part >= 0n)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
      }
    }),
  );
});
