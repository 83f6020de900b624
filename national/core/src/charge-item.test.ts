import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSystems, extensions } from './canonical.ts';
import { type Charge, chargeItem, readCharge } from './charge-item.ts';
import { parseQuantity3, parseUnitPrice, parseXu, xu } from './money.ts';
import { priceOf } from './price.ts';

const exam: Charge = {
  kind: 'service',
  code: '02.1896',
  name: 'Khám Nội',
  quantity: parseQuantity3('1'),
  unit: 'Lần',
  scope: '1',
  paymentRatio: 10_000,
  serviceRatio: 3_000,
  orderedAt: '2026-09-07T08:10:00+07:00',
  performedAt: '2026-09-07T08:12:00+07:00',
  orderedBy: [{ reference: 'Practitioner/a' }],
  performedBy: [{ reference: 'Practitioner/a' }, { reference: 'Practitioner/b' }],
  department: 'K01',
  patient: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/e' },
  account: { reference: 'Account/a' },
  hospitalUnitPrice: parseUnitPrice('50600.125'),
  costGroup: '13',
  paymentMethod: '1',
};

describe('dòng chi phí', () => {
  test('ghi đúng chỗ mà hồ sơ thanh toán đọc', () => {
    const item = chargeItem(exam);
    expect(item).toMatchObject({
      status: 'billable',
      code: { coding: [{ system: codeSystems.services7603, code: '02.1896' }], text: 'Khám Nội' },
      quantity: { value: 1, unit: 'Lần' },
      factorOverride: 0.3,
      priceOverride: { value: 50_600.13, currency: 'VND' },
      performingOrganization: { type: 'Organization', identifier: { value: 'K01' } },
    });
    expect(item.extension?.map((extension) => extension.url)).toEqual([
      extensions.orderDate,
      extensions.insuranceCostInfo,
      extensions.charge,
    ]);
    expect(item.performer?.map((entry) => entry.function?.coding?.[0]?.code)).toEqual([
      'ordering',
      'performing',
      'performing',
    ]);
  });

  test('ghi ra rồi đọc lại không mất gì, qua JSON', () => {
    const price = fc
      .bigInt({ min: 0n, max: 10n ** 14n })
      .map((n) => parseUnitPrice(`${n / 1000n}.${String(n % 1000n).padStart(3, '0')}`));
    const amount = fc.bigInt({ min: 0n, max: 10n ** 13n }).map(xu);
    fc.assert(
      fc.property(
        fc.record(
          {
            hospitalUnitPrice: price,
            insuranceUnitPrice: price,
            ceiling: amount,
            otherFundState: amount,
            tender: fc.constant('T1'),
            drugPayer: fc.constant('1'),
          },
          { requiredKeys: ['hospitalUnitPrice'] },
        ),
        fc.constantFrom('drug', 'service', 'supply'),
        (details, kind) => {
          const charge: Charge = { ...exam, ...details, kind, quantity: parseQuantity3('0.125') };
          expect(readCharge(JSON.parse(JSON.stringify(chargeItem(charge))))).toEqual(charge);
        },
      ),
    );
  });

  test('nơi gửi ghi giá bằng số thập phân không có loại tiền thì vẫn đọc được', () => {
    const item = chargeItem(exam);
    const bare = JSON.parse(
      JSON.stringify(item).replace(/"valueMoney":\{"value":([\d.]+),"currency":"VND"\}/g, '"valueDecimal":$1'),
    );
    expect(readCharge(bare)).toEqual(readCharge(item));
  });

  test('thủ thuật có giờ kết thúc thì ghi khoảng thời gian', () => {
    const charge: Charge = { ...exam, performedUntil: '2026-09-07T08:40:00+07:00' };
    expect(chargeItem(charge).occurrencePeriod).toEqual({ start: exam.performedAt, end: charge.performedUntil });
    expect(readCharge(chargeItem(charge))).toEqual(charge);
  });

  test.each([
    ['mã ngoài danh mục', { code: { coding: [{ system: 'urn:x', code: '1' }] } }, 'core.chargeUnreadable'],
    ['không có lượt khám', { context: undefined }, 'core.chargeUnreadable'],
    ['không có số lượng', { quantity: {} }, 'core.chargeUnreadable'],
    ['không có đơn giá', { extension: [] }, 'core.chargeUnreadable'],
    ['số lượng quá chính xác', { quantity: { value: 0.0001 } }, 'core.tooPrecise'],
  ])('%s thì từ chối có chỗ sai', (_, broken, code) => {
    expect(() => readCharge({ ...chargeItem(exam), ...broken } as never)).toThrow(expect.objectContaining({ code }));
  });
});

describe('giá theo ngày', () => {
  test('đọc giá bệnh viện, giá BHYT, đơn vị, nhóm chi phí', () => {
    expect(
      priceOf({ code: '02.1896', properties: { price: '50600', insurancePrice: 45_000.5, unit: 'Lần', group: 13 } }),
    ).toEqual({
      hospital: parseUnitPrice('50600'),
      insurance: parseUnitPrice('45000.5'),
      unit: 'Lần',
      costGroup: '13',
    });
    expect(parseXu('1')).toBe(100n);
  });

  test('không có giá thì nói rõ mã nào', () => {
    expect(() => priceOf({ code: '02.1896', properties: { unit: 'Lần' } })).toThrow(
      expect.objectContaining({ code: 'core.priceMissing' }),
    );
  });
});
