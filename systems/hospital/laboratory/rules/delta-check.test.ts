import { expect, test } from 'vitest';
import { deltaCheck } from './delta-check.ts';

const monday = Date.parse('2026-03-02T07:00:00+07:00');
const after = (hours: number): Date => new Date(monday + hours * 3_600_000);

/** Limits as textbooks print them for inpatients: potassium 1,0 mmol/L, haemoglobin 20 g/L, urea 60 %, sodium 10 mmol/L a day. */
const rules = {
  potassium: { absolute: 1.0, withinDays: 7 },
  haemoglobin: { absolute: 20, withinDays: 7 },
  urea: { percent: 60, withinDays: 7 },
  sodium: { perDay: 10, withinDays: 7 },
  creatinine: { absolute: 44, percent: 50, withinDays: 7 },
} as const;

/** values of one patient in the order of their specimens, hours apart, and what each must say against the one before */
const series: readonly (readonly [string, keyof typeof rules, number, readonly number[], readonly string[]])[] = [
  ['kali ổn định, rồi tăng vọt, rồi về', 'potassium', 24, [4.0, 4.4, 5.5, 4.5, 3.5], ['', '', 'absolute', '', '']],
  ['kali đúng bằng giới hạn thì chấp nhận', 'potassium', 12, [4.0, 5.0, 4.0, 5.1], ['', '', '', 'absolute']],
  [
    'huyết sắc tố tụt vì chảy máu hoặc nhầm ống',
    'haemoglobin',
    24,
    [135, 133, 112, 91, 92],
    ['', '', 'absolute', 'absolute', ''],
  ],
  ['urê tính theo phần trăm', 'urea', 24, [5.0, 8.0, 12.9, 4.0], ['', '', 'percent', 'percent']],
  ['natri: chậm thì được, nhanh thì không', 'sodium', 12, [120, 124, 130, 135.1], ['', '', 'rate', 'rate']],
  ['natri cùng mức thay đổi trong hai ngày', 'sodium', 48, [120, 130, 140, 161], ['', '', '', 'rate']],
  [
    'creatinin: tuyệt đối hoặc phần trăm',
    'creatinine',
    24,
    [80, 121, 60, 110],
    ['', 'percent', 'absolute percent', 'absolute percent'],
  ],
];

test.each(series)('%s', (_, rule, hours, values, expected) => {
  const flags = values.map((value, index) => {
    const before = values[index - 1];
    const now = { value, at: after(index * hours) };
    const last = before === undefined ? undefined : { value: before, at: after((index - 1) * hours) };
    return deltaCheck(now, last, rules[rule])
      .map(({ kind }) => kind)
      .join(' ');
  });
  expect(flags).toEqual(expected);
});

test('nói đã thấy bao nhiêu và giới hạn nào', () => {
  expect(deltaCheck({ value: 6.1, at: after(24) }, { value: 4.8, at: after(0) }, rules.potassium)).toEqual([
    { kind: 'absolute', found: 1.3, limit: 1 },
  ]);
});

test.each([
  ['chưa có lần trước', undefined, rules.potassium],
  ['chỉ số không có quy tắc', { value: 1, at: after(-24) }, undefined],
  ['lần trước quá xa', { value: 1, at: after(-24 * 8) }, rules.potassium],
  ['lần trước không trước lần này', { value: 1, at: after(0) }, rules.potassium],
] as const)('%s: không nói gì', (_, before, rule) => {
  expect(deltaCheck({ value: 9, at: after(0) }, before, rule)).toEqual([]);
});

test('lần trước bằng không: phần trăm không nói gì; trong một giờ tính như một giờ', () => {
  expect(deltaCheck({ value: 9, at: after(24) }, { value: 0, at: after(0) }, rules.urea)).toEqual([]);
  const [fast] = deltaCheck({ value: 121, at: after(0.01) }, { value: 120, at: after(0) }, rules.sodium);
  expect(fast).toMatchObject({ kind: 'rate', found: 24 });
});

/**
 * Limits that were published with what they must flag. A published series of one patient with a flag for each value was looked
 * for and not found: what is published are limits, formulas and counts.
 *
 * @source sodium: "differ by more than 13 mEq/L within a 3 day time span", AACC Scientific Shorts 2011, "What limits should I use for my delta checks?" (secondary); MCV: delta > 3.0 fL, I. Miller, Arch Pathol Lab Med 2015;139:1042-1047 (secondary)
 */
const published = {
  sodium: { absolute: 13, withinDays: 3 },
  mcv: { absolute: 3.0, withinDays: 7 },
} as const;

test.each([
  ['natri lệch đúng 13 mEq/L: chưa báo', 'sodium', 140, 127, 48, 0],
  ['natri lệch hơn 13 mEq/L trong 3 ngày: báo', 'sodium', 140, 126.9, 48, 1],
  ['natri lệch 20 mEq/L, đúng 3 ngày: báo', 'sodium', 140, 160, 72, 1],
  ['natri lệch 20 mEq/L, quá 3 ngày: không so', 'sodium', 140, 160, 73, 0],
  ['MCV lệch đúng 3,0 fL: chưa báo', 'mcv', 90.1, 93.1, 24, 0],
  ['MCV lệch hơn 3,0 fL: báo', 'mcv', 90.1, 93.2, 24, 1],
] as const)('giới hạn đã công bố; %s', (_, rule, before, value, hours, flags) => {
  const found = deltaCheck({ value, at: after(hours) }, { value: before, at: after(0) }, published[rule]);
  expect(found).toHaveLength(flags);
});
