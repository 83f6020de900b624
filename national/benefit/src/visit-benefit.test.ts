import { parseQuantity3, parseUnitPrice, parseXu, xuText, ZERO } from '@lienmach/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BenefitCard, BenefitLine, BenefitVisit } from './benefit-visit.ts';
import { checkRow } from './check-row.ts';
import { visitBenefit } from './visit-benefit.ts';

const noFunds = { state: ZERO, foreignAid: ZERO, domesticAid: ZERO, rest: ZERO };
let lines = 0;
const line = (price: string, changes: Partial<BenefitLine> = {}): BenefitLine => ({
  id: `l${++lines}`,
  kind: 'service',
  group: '1',
  orderedAt: '2026-08-10T08:30',
  quantity: parseQuantity3('1'),
  hospitalPrice: parseUnitPrice(price),
  scope: '1',
  otherFunds: noFunds,
  paymentMethod: '1',
  ...changes,
});
const card = (start: string, changes: Partial<BenefitCard> = {}): BenefitCard => ({
  number: `${start}019900000001`,
  from: '2026-01-01',
  to: '2026-12-31',
  ...changes,
});
const visit = (start: string, items: readonly BenefitLine[], changes: Partial<BenefitVisit> = {}): BenefitVisit => ({
  entitlement: '1.1',
  visitType: '01',
  arrived: '2026-08-10T08:00',
  left: '2026-08-10T11:00',
  cards: [card(start)],
  lines: items,
  ...changes,
});
const paid = (given: BenefitVisit) => {
  const { totals } = visitBenefit(given);
  return [xuText(totals.fund), xuText(totals.coPaid), xuText(totals.selfPaid)];
};

describe('tám ví dụ của bảng quyền lợi (tháng 8/2026): quỹ trả, cùng chi trả, tự trả', () => {
  test.each([
    ['1: GD4 dưới ngưỡng 379.500', visit('GD4', [line('370000')]), ['370000.00', '0.00', '0.00']],
    ['2: GD4, một triệu', visit('GD4', [line('1000000')]), ['800000.00', '200000.00', '0.00']],
    [
      '3: HT3 tự đến bệnh viện cơ bản trước là tuyến tỉnh',
      visit('HT3', [line('1000000')], { entitlement: '1.14' }),
      ['475000.00', '525000.00', '0.00'],
    ],
    [
      '4: DN4 tự đến nội trú cấp chuyên sâu trước là trung ương',
      visit('DN4', [line('20000000')], { entitlement: '3.1', visitType: '03' }),
      ['6400000.00', '13600000.00', '0.00'],
    ],
    [
      '5: thẻ CN in mức 3 được tính mức 2 từ 01/01/2026',
      visit('CN3', [line('1000000', { orderedAt: '2026-01-05T08:30' })], {
        arrived: '2026-01-05T08:00',
        left: '2026-01-05T09:00',
      }),
      ['1000000.00', '0.00', '0.00'],
    ],
    [
      '6: DN4 đủ 5 năm, lũy kế 15.100.000: cùng chi trả đến khi vượt 15.180.000',
      visit('DN4', [line('400000'), line('600000', { orderedAt: '2026-08-10T09:00' })], {
        cards: [card('DN4', { fiveYearsFrom: '2025-01-01', copayThisYear: parseXu('15100000') })],
      }),
      ['920000.00', '80000.00', '0.00'],
    ],
    [
      '7: trẻ TE tự đến ngoại trú cấp chuyên sâu trước là trung ương',
      visit('TE1', [line('1000000')], { entitlement: '3.1' }),
      ['0.00', '1000000.00', '0.00'],
    ],
    ['8: cấp cứu, DN4', visit('DN4', [line('1000000')], { entitlement: '2' }), ['800000.00', '200000.00', '0.00']],
  ])('%s', (_, given, expected) => {
    expect(paid(given)).toEqual(expected);
  });
});

describe('ngưỡng 15 % lương cơ sở', () => {
  test.each([
    ['379499.99', 10_000],
    ['379500', 8000],
    ['379500.01', 8000],
  ])('tổng %s', (total, level) => {
    expect(visitBenefit(visit('GD4', [line(total)])).rows[0]?.level).toBe(level);
  });

  test('lấy lương cơ sở của ngày ra: 30/06/2026 là 351.000, 01/07/2026 là 379.500', () => {
    const june = { arrived: '2026-06-30T08:00', left: '2026-06-30T09:00' };
    const items = [line('360000', { orderedAt: '2026-06-30T08:10' })];
    expect(visitBenefit(visit('GD4', items, june)).rows[0]?.level).toBe(8000);
    expect(visitBenefit(visit('GD4', items, { ...june, left: '2026-07-01T07:00' })).rows[0]?.level).toBe(10_000);
  });

  test('phần ngoài phạm vi không tính vào ngưỡng; trái tuyến dưới ngưỡng giữ tỷ lệ tuyến', () => {
    const outside = line('5000000', { scope: '2' });
    const result = visitBenefit(visit('GD4', [line('370000'), outside]));
    expect(result.rows.map((row) => row.level)).toEqual([10_000, 0]);
    expect(xuText(result.totals.selfPaid)).toBe('5000000.00');
    expect(visitBenefit(visit('GD4', [line('370000')], { entitlement: '1.14' })).rows[0]?.level).toBe(5000);
  });
});

describe('thẻ, thời gian và miễn cùng chi trả', () => {
  test('trạm y tế (1.2) trả 100 % bất kể mức thẻ', () => {
    expect(visitBenefit(visit('GD4', [line('900000')], { entitlement: '1.2' })).rows[0]?.level).toBe(10_000);
  });

  test('hai thẻ: dòng nào tính theo thẻ còn giá trị lúc đó; cùng lúc lấy mức cao nhất', () => {
    const cards = [card('GD4', { to: '2026-08-10' }), card('HT3', { from: '2026-08-11' })];
    const items = [line('900000'), line('900000', { orderedAt: '2026-08-11T08:00' })];
    expect(visitBenefit(visit('GD4', items, { cards })).rows.map((row) => row.level)).toEqual([8000, 9500]);
    expect(visitBenefit(visit('GD4', items, { cards: [card('GD4'), card('HT3')] })).rows[0]?.level).toBe(9500);
  });

  test('thẻ bắt đầu rồi hết hạn trong cùng đợt nằm viện vẫn được thêm 15 ngày', () => {
    const cards = [card('GD4', { from: '2026-08-12', to: '2026-08-13' })];
    const days = ['2026-08-11', '2026-08-12', '2026-08-28', '2026-08-29'];
    const items = days.map((day) => line('900000', { orderedAt: `${day}T08:00` }));
    const stay = visit('GD4', items, { cards, visitType: '03', left: '2026-08-30T08:00' });
    expect(visitBenefit(stay).rows.map((row) => row.level)).toEqual([0, 8000, 8000, 0]);
  });

  test('mọi dòng cùng phút với lúc vượt mức trong năm đều được miễn', () => {
    const cards = [card('DN4', { fiveYearsFrom: '2025-01-01', copayThisYear: parseXu('15100000') })];
    const items = [line('300000'), line('600000'), line('500000', { orderedAt: '2026-08-10T08:29' })];
    const { rows, exemptFrom } = visitBenefit(visit('DN4', items.slice(0, 2), { cards }));
    expect(exemptFrom).toBe('2026-08-10T08:30');
    expect(rows.map((row) => row.level)).toEqual([10_000, 10_000]);
    const earlier = visitBenefit(visit('DN4', items, { cards }));
    expect(earlier.exemptFrom).toBe('2026-08-10T08:29');
  });

  test('cổng đã cho thời điểm trên một thẻ thì không tự cộng dồn trên thẻ kia', () => {
    const summed = card('DN4', { fiveYearsFrom: '2025-01-01', copayThisYear: parseXu('20000000') });
    const given = card('HT3', { copayExemptFrom: '2026-08-10T09:00' });
    const items = [line('900000'), line('900000', { orderedAt: '2026-08-10T09:00' })];
    const { rows, exemptFrom } = visitBenefit(visit('DN4', items, { cards: [summed, given] }));
    expect(exemptFrom).toBe('2026-08-10T09:00');
    expect(rows.map((row) => row.level)).toEqual([9500, 10_000]);
  });

  test('thời điểm cổng cho thuộc năm khác: không miễn, tự cộng dồn của năm nay vẫn tính', () => {
    const items = [line('900000'), line('900000', { orderedAt: '2026-08-10T09:00' })];
    const lastYear = card('DN4', { copayExemptFrom: '2025-11-01' });
    const summed = card('DN4', { fiveYearsFrom: '2025-01-01', copayThisYear: parseXu('15000000') });
    const alone = visitBenefit(visit('DN4', items, { cards: [lastYear] }));
    expect(alone).not.toHaveProperty('exemptFrom');
    expect(alone.rows.map((row) => row.level)).toEqual([8000, 8000]);
    expect(visitBenefit(visit('DN4', items, { cards: [lastYear, summed] })).exemptFrom).toBe('2026-08-10T09:00');
  });

  test('đợt điều trị qua hai năm: thời điểm của năm cũ miễn đến hết năm cũ', () => {
    const cards = [card('DN4', { from: '2025-01-01', copayExemptFrom: '2025-11-01' })];
    const items = ['2025-12-31T08:00', '2026-01-01T08:00'].map((orderedAt) => line('900000', { orderedAt }));
    const stay = { cards, visitType: '03', arrived: '2025-12-30T08:00', left: '2026-01-02T08:00' };
    const { rows, exemptFrom } = visitBenefit(visit('DN4', items, stay));
    expect([exemptFrom, ...rows.map((row) => row.level)]).toEqual(['2025-11-01', 10_000, 8000]);
  });

  test('thẻ mức 1: lời giải thích không hứa quá tỷ lệ của từng mục', () => {
    const { rows } = visitBenefit(visit('CC1', [line('900000', { payRatio: 5000 })]));
    expect(rows[0]?.fundPaid).toBe(parseXu('450000'));
    expect(rows[0]?.because.join(' ')).toContain('mục có tỷ lệ thanh toán riêng vẫn tính theo tỷ lệ đó');
  });

  test('thẻ hết hạn khi đang nằm viện: quỹ trả thêm 15 ngày, sau đó người bệnh tự trả', () => {
    const cards = [card('GD4', { to: '2026-08-10' })];
    const items = ['2026-08-25T08:00', '2026-08-26T08:00'].map((orderedAt) => line('900000', { orderedAt }));
    const result = visitBenefit(visit('GD4', items, { cards, visitType: '03', left: '2026-08-27T08:00' }));
    expect(result.rows.map((row) => [row.level, row.payRatio])).toEqual([
      [8000, 10_000],
      [0, 0],
    ]);
    expect(result.rows[1]?.selfPaid).toBe(parseXu('900000'));
  });

  test('không có thẻ: mọi dòng tự trả', () => {
    expect(paid(visit('GD4', [line('500000')], { cards: [], entitlement: '9' }))).toEqual([
      '0.00',
      '0.00',
      '500000.00',
    ]);
  });

  test('miễn cùng chi trả giữa đợt: dòng từ thời điểm miễn trở đi được 100 %, sang năm sau thì hết', () => {
    const cards = [card('GD4', { copayExemptFrom: '2026-08-10T09:00', to: '2027-12-31' })];
    const moments = ['2026-08-10T08:59', '2026-08-10T09:00', '2027-01-01T08:00'];
    const items = moments.map((orderedAt) => line('900000', { orderedAt }));
    const result = visitBenefit(visit('GD4', items, { cards }));
    expect(result.rows.map((row) => row.level)).toEqual([8000, 10_000, 8000]);
    expect(result.exemptFrom).toBe('2026-08-10T09:00');
  });

  test('bằng đúng 6 tháng lương chưa được miễn; chưa đủ 5 năm cũng không', () => {
    const atCap = card('GD4', { fiveYearsFrom: '2025-01-01', copayThisYear: parseXu('15000000') });
    const exactly = visitBenefit(visit('GD4', [line('900000')], { cards: [atCap] }));
    expect(exactly.rows[0]?.level).toBe(8000);
    const tooEarly = { ...atCap, fiveYearsFrom: '2026-08-11', copayThisYear: parseXu('20000000') };
    expect(visitBenefit(visit('GD4', [line('900000')], { cards: [tooEarly] })).rows[0]?.level).toBe(8000);
  });

  test('1.13, 1.14, 1.18: không hưởng đến 30/06/2026, một nửa từ 01/07/2026', () => {
    for (const entitlement of ['1.13', '1.14', '1.18']) {
      const level = (day: string) =>
        visitBenefit(
          visit('GD4', [line('900000', { orderedAt: `${day}T09:00` })], {
            entitlement,
            arrived: `${day}T08:00`,
            left: `${day}T10:00`,
          }),
        ).rows[0]?.level;
      expect([level('2026-06-30'), level('2026-07-01')]).toEqual([0, 4000]);
    }
  });
});

test('khám nhiều chuyên khoa một ngày: 100, 30, 30, 30, 10, 0 theo thời gian; ngày sau tính lại', () => {
  const times = ['08:50', '08:10', '08:20', '08:30', '08:40', '09:00'].map((time) => `2026-08-10T${time}`);
  const items = [...times, '2026-08-11T08:00'].map((orderedAt) => line('50600', { group: '13', orderedAt }));
  expect(visitBenefit(visit('GD4', items)).rows.map((row) => row.serviceRatio)).toEqual([
    1000, 10_000, 3000, 3000, 3000, 0, 10_000,
  ]);
});

test('giải thích nêu ngưỡng, đối tượng và mức thẻ bằng số', () => {
  const result = visitBenefit(visit('CN3', [line('1000000')]));
  expect(result.steps.join(' ')).toContain('379.500 đ');
  expect(result.rows[0]?.because.join(' ')).toContain('in mức 3 được tính mức 2');
});

test('mã đối tượng lạ, ngày chưa có lương cơ sở đều bị từ chối rõ', () => {
  const refuse = (given: BenefitVisit, code: string) =>
    expect(() => visitBenefit(given)).toThrow(expect.objectContaining({ code }));
  refuse(visit('GD4', [line('1')], { entitlement: '1.99' }), 'benefit.unknownEntitlement');
  refuse(visit('GD4', [line('1')], { left: '2010-01-01T00:00' }), 'benefit.noBaseSalary');
});

test('thẻ không đọc được mức hưởng: quỹ không trả, có nêu lý do', () => {
  const row = visitBenefit(visit('GD9', [line('900000')])).rows[0];
  expect(row?.level).toBe(0);
  expect(row?.because.join(' ')).toContain('Không đọc được mức hưởng trên thẻ');
});

describe('dòng chi phí không thu ngân nào được thu', () => {
  const support = { ...noFunds, domesticAid: parseXu('100.01') };
  test.each([
    ['số lượng âm', line('100', { quantity: parseQuantity3('-1') }), 'benefit.badQuantity'],
    ['tỷ lệ trên 100 %', line('100', { payRatio: 10_001 }), 'benefit.badPercentage'],
    ['nguồn khác nhiều hơn thành tiền', line('100', { otherFunds: support }), 'benefit.otherFundsTooHigh'],
  ])('%s', (_, item, code) => {
    const [row] = visitBenefit(visit('GD4', [item])).rows;
    expect(() => row && checkRow(row)).toThrow(expect.objectContaining({ code }));
  });

  test('đúng bằng thành tiền thì được', () => {
    const [row] = visitBenefit(visit('GD4', [line('100.01', { otherFunds: support })])).rows;
    expect(() => row && checkRow(row)).not.toThrow();
  });
});

test('đợt khám bất kỳ: từng dòng và tổng đều cộng đúng', () => {
  const anyLine = fc.record({
    price: fc.bigInt({ min: 0n, max: 10n ** 10n }),
    quantity: fc.bigInt({ min: 0n, max: 10n ** 6n }),
    pay: fc.integer({ min: 0, max: 100 }),
    scope: fc.constantFrom('1' as const, '2' as const),
    minute: fc.integer({ min: 10, max: 59 }),
  });
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 12 }),
      fc.constantFrom('GD4', 'HT3', 'TE1', 'CN3'),
      fc.constantFrom('1.1', '1.2', '1.14', '3.1', '9'),
      (items, start, entitlement) => {
        const result = visitBenefit(
          visit(
            start,
            items.map((item) =>
              line('0', {
                hospitalPrice: parseUnitPrice(`${item.price}e-3`),
                quantity: parseQuantity3(`${item.quantity}e-3`),
                payRatio: item.pay * 100,
                scope: item.scope,
                orderedAt: `2026-08-10T08:${item.minute}`,
              }),
            ),
            { entitlement },
          ),
        );
        for (const row of result.rows) {
          expect(row.selfPaid + row.coPaid + row.fundPaid + row.otherFunds).toBe(row.hospitalAmount);
        }
        const { totals } = result;
        expect(totals.fund + totals.coPaid + totals.selfPaid).toBe(totals.hospital);
        expect(totals.fund).toBe(totals.fundByRows);
      },
    ),
  );
});
