import { codeSystems } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { isInRange, isMeasured, previousOf, remarksOf, withoutMistakes, wordsOf } from './shown-results.ts';

const of = (parts: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: codeSystems.labIndicator, code: 'K' }] },
  ...parts,
});
const flag = (code: string, text?: string) => ({ coding: [{ code }], ...(text === undefined ? {} : { text }) });
const quantity = { valueQuantity: { value: 4.1 } };

test.each<[string, Partial<Observation>, boolean]>([
  ['số trong khoảng', { ...quantity, interpretation: [flag('N')] }, true],
  ['số không có khoảng tham chiếu', quantity, false],
  ['số trong khoảng mà máy nhắc xem lại', { ...quantity, interpretation: [flag('N'), flag('R!')] }, false],
  ['lời, dù là bình thường', { valueString: 'Không thấy', interpretation: [flag('N')] }, false],
  ['không đo được', { dataAbsentReason: { text: 'Không đo được' } }, false],
])('%s: gộp vào "trong khoảng" là %s', (_, parts, isFolded) => {
  expect(isInRange(of(parts))).toBe(isFolded);
});

test('kết quả bằng lời và lời nhận định không bị để trống', () => {
  expect(wordsOf(of({ valueString: 'Trực khuẩn Gram âm' }))).toBe('Trực khuẩn Gram âm');
  expect(wordsOf(of({ valueCodeableConcept: { text: 'Âm tính' } }))).toBe('Âm tính');
  expect(wordsOf(of(quantity))).toBeUndefined();
  const interpretation = [flag('R', 'Kháng'), flag('HH', 'Cao'), flag('S'), flag('A', 'Bất thường')];
  expect(remarksOf(of({ interpretation }))).toEqual(['Kháng', 'S', 'Bất thường']);
});

test('lần trước là kết quả đã duyệt gần nhất của lượt khác; kết quả ghi nhầm không hiện', () => {
  const rows = [
    of({ id: 'here', encounter: { reference: 'Encounter/now' } }),
    of({ id: 'wrong', status: 'entered-in-error' }),
    of({ id: 'waiting', status: 'preliminary' }),
    of({ id: 'last', status: 'corrected' }),
    of({ id: 'older' }),
  ];
  expect(previousOf(rows, 'now').get('K')?.id).toBe('last');
  expect(withoutMistakes(rows).map(({ id }) => id)).toEqual(['here', 'waiting', 'last', 'older']);
});

test('mô và tế bào có phòng riêng để xem và in; xét nghiệm và vi sinh thì ở đây', () => {
  const category = (code: string) => ({ category: [{ coding: [{ code }] }] });
  expect(['SP', 'CP', 'LAB', 'MB'].map((code) => isMeasured(category(code)))).toEqual([false, false, true, true]);
  expect(isMeasured({})).toBe(true);
});
