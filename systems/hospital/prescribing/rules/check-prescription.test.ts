import { codeSystems } from '@lienmach/core';
import { describe, expect, test } from 'vitest';
import { applyOverrides } from './apply-overrides.ts';
import { checkPrescription, type Line, type PrescriptionFacts } from './check-prescription.ts';
import { dispensedQuantity } from './dose-grid.ts';
import { readDrug } from './drug.ts';
import { lineNumbers } from './prescription-bundle.ts';

const line = (properties: Record<string, string>, more: Partial<Line> = {}): Line => {
  const drug = readDrug(
    {
      system: codeSystems.drugProduct,
      code: 'VD-1',
      display: properties.name ?? 'Amlodipin 5 mg',
      properties: {
        ingredient: '40.491',
        ingredientName: 'Amlodipin',
        unit: 'Viên',
        route: '1.01',
        price: '1',
        ...properties,
      },
    },
    'x',
  );
  const grid = { morning: 1000n, noon: 0n, afternoon: 0n, evening: 0n };
  const computed = dispensedQuantity(grid, 5);
  return { at: 'line', drug, grid, days: 5, computed, quantity: computed, ...more };
};

const paracetamol = { ingredient: '40.48', ingredientName: 'Paracetamol', name: 'Paracetamol 500 mg' };

const facts = (lines: readonly Line[], more: Partial<PrescriptionFacts> = {}): PrescriptionFacts => ({
  lines,
  diagnoses: [{ code: 'J06.9', allowsLong: false }],
  allergies: [],
  running: [],
  facilityHasBeds: true,
  birthDate: '1958-03-12',
  today: '2026-03-02',
  hasWeight: false,
  hasAdult: false,
  ...more,
});

const fired = (given: PrescriptionFacts) => checkPrescription(given).map((one) => `${one.level} ${one.rule}`);

describe('điều chặn và điều cảnh báo', () => {
  test('đơn bình thường không vướng gì', () => {
    expect(fired(facts([line({}), line(paracetamol)]))).toEqual([]);
  });

  test.each<[string, PrescriptionFacts, string]>([
    ['31 ngày với viêm họng', facts([line({}, { days: 31 })]), 'stop tooManyDays'],
    ['thực phẩm bảo vệ sức khỏe', facts([line({ controlClass: 'supplement' })]), 'stop supplement'],
    [
      'gây nghiện ở nơi không có giường',
      facts([line({ controlClass: 'narcotic' })], { facilityHasBeds: false }),
      'stop narcoticWithoutBeds',
    ],
    [
      'không có liều',
      facts([line({}, { grid: { morning: 0n, noon: 0n, afternoon: 0n, evening: 0n } })]),
      'stop noDose',
    ],
    [
      'dị ứng hoạt chất',
      facts([line({})], { allergies: [{ code: '40.491', name: 'Amlodipin', isUncertain: false }] }),
      'stop allergy',
    ],
    [
      'dị ứng chưa xác minh',
      facts([line({})], { allergies: [{ code: '40.491', name: 'x', isUncertain: true }] }),
      'warn possibleAllergy',
    ],
    [
      'dị ứng ghi bằng tên biệt dược',
      facts([line({ name: 'Amlor' })], { allergies: [{ name: 'phù chân khi uống Amlor', isUncertain: false }] }),
      'warn similarAllergy',
    ],
    ['trùng hoạt chất trong đơn', facts([line({}), line({})]), 'warn sameIngredientTwice'],
    [
      'đang còn thuốc',
      facts([line({})], { running: [{ ingredients: [{ name: 'amlodipin' }], code: 'X', until: '05/03/2026' }] }),
      'warn alreadyTaking',
    ],
    [
      'số lượng khác liều',
      facts([
        line(
          {},
          {
            quantity: line({}, { days: 6 }).computed,
            computed: dispensedQuantity({ morning: 1000n, noon: 0n, afternoon: 0n, evening: 0n }, 6),
          },
        ),
      ]),
      'warn quantityDiffers',
    ],
  ])('%s', (_, given, expected) => {
    expect(fired(given)).toEqual([expected]);
  });

  test('30 ngày thì được, 90 ngày với bệnh trong danh mục dài ngày thì được, 91 ngày thì không', () => {
    const long = { diagnoses: [{ code: 'I10', allowsLong: true }] };
    expect(fired(facts([line({}, { days: 30 })]))).toEqual([]);
    expect(fired(facts([line({}, { days: 90 })], long))).toEqual([]);
    expect(fired(facts([line({}, { days: 91 })], long))).toEqual(['stop tooManyDays']);
  });

  test('trẻ 71 tháng phải có cân nặng và người đưa đến; đủ 72 tháng thì không', () => {
    const child = { birthDate: '2020-03-03' };
    expect(fired(facts([line({})], child))).toEqual(['stop childWithoutWeight', 'stop childWithoutAdult']);
    expect(fired(facts([line({})], { ...child, hasWeight: true, hasAdult: true }))).toEqual([]);
    expect(fired(facts([line({})], { birthDate: '2020-03-02' }))).toEqual([]);
  });

  test('nhiều điều sai được nói ra cùng một lúc, mỗi điều ở đúng dòng', () => {
    const found = checkPrescription(
      facts([line({}), line({ controlClass: 'supplement' }, { days: 40 })], {
        allergies: [{ code: '40.491', name: 'x', isUncertain: false }],
      }),
    );
    expect(found.map(({ rule, line: at }) => [rule, at])).toEqual([
      ['allergy', 0],
      ['supplement', 1],
      ['tooManyDays', 1],
      ['allergy', 1],
      ['sameIngredientTwice', 1],
    ]);
  });
});

describe('bỏ qua cảnh báo', () => {
  const warned = checkPrescription(facts([line({}), line({})]));
  const stopped = checkPrescription(facts([line({}, { days: 31 })]));
  const codes = (found: ReturnType<typeof applyOverrides>) => found.standing.map((error) => error.code);

  test('có lý do thì cảnh báo qua và lý do được giữ', () => {
    const reason = 'Hai hàm lượng để chỉnh liều';
    const found = applyOverrides(warned, [{ rule: 'sameIngredientTwice', reason }]);
    expect(found.standing).toEqual([]);
    expect(found.overridden).toMatchObject([{ rule: 'sameIngredientTwice', line: 1, reason }]);
  });

  test('lý do ngắn, điều chặn, hoặc cảnh báo không có thật thì không bỏ qua được', () => {
    expect(codes(applyOverrides(warned, [{ rule: 'sameIngredientTwice', reason: ' vì     ' }]))).toEqual([
      'prescribing.emptyReason',
    ]);
    expect(codes(applyOverrides(stopped, [{ rule: 'tooManyDays', reason: 'Bệnh nhân ở xa lắm' }]))).toEqual([
      'prescribing.tooManyDays',
      'prescribing.notOverridable',
    ]);
    expect(codes(applyOverrides([], [{ rule: 'alreadyTaking', reason: 'Bỏ qua tất cả nhé' }]))).toEqual([
      'prescribing.notOverridable',
    ]);
    expect(
      codes(applyOverrides(warned, [{ rule: 'sameIngredientTwice', line: 1, reason: 'Nhầm dòng rồi đó' }])),
    ).toEqual(['prescribing.sameIngredientTwice', 'prescribing.notOverridable']);
  });
});

test('thuốc độc được đánh số trước, mỗi loại đơn đánh số riêng', () => {
  const written = [
    line({}),
    line({ controlClass: 'poison' }),
    line({ controlClass: 'narcotic' }),
    line(paracetamol),
  ].map((one) => ({ ...one, doseUnit: 'Viên' }));
  expect(lineNumbers(written)).toEqual([2, 1, 1, 3]);
});
