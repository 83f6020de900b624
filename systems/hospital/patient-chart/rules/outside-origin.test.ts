import { codeSystems, extensions } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { pointsOf } from './measured-value.ts';
import { outsideOrigin } from './outside-origin.ts';

const own: Observation = {
  resourceType: 'Observation',
  id: 'k1',
  status: 'final',
  code: { text: 'Kali' },
  performer: [{ display: 'BS Xét nghiệm' }],
  effectiveDateTime: '2026-03-02T07:28:00+07:00',
  valueQuantity: { value: 4.8, unit: 'mmol/L' },
};
const outside: Observation = {
  ...own,
  id: 'k2',
  meta: { tag: [{ system: codeSystems.resultOrigin, code: 'outside' }] },
  performer: [{ display: 'Phòng xét nghiệm Mẫu' }],
};

test.each<[string, Observation, ReturnType<typeof outsideOrigin>]>([
  ['của ta', own, undefined],
  ['nơi khác', outside, { facility: 'Phòng xét nghiệm Mẫu' }],
  [
    'nơi khác, có mức chất lượng',
    {
      ...outside,
      extension: [{ url: extensions.labQualityLevel, valueCoding: { system: codeSystems.labQualityLevel, code: '3' } }],
    },
    { facility: 'Phòng xét nghiệm Mẫu', level: '3' },
  ],
  [
    'theo tài liệu',
    { ...outside, meta: { tag: [{ system: codeSystems.recordOrigin, code: 'outside' }] } },
    { facility: 'Phòng xét nghiệm Mẫu' },
  ],
  [
    'nhập từ hồ sơ BHYT',
    { ...own, meta: { tag: [{ system: codeSystems.recordOrigin, code: 'claim-file' }] } },
    undefined,
  ],
])('ai đã đo: %s', (_, result, origin) => {
  expect(outsideOrigin(result)).toEqual(origin);
});

test('trên một đường vẽ, điểm do nơi khác đo nói rõ', () => {
  expect(pointsOf([own, outside]).map(({ origin }) => origin?.facility)).toEqual([undefined, 'Phòng xét nghiệm Mẫu']);
});
