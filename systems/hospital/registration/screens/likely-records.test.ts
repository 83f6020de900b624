import { extensions } from '@lienmach/core';
import type { Bundle, Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { withMatches } from './likely-records.ts';

const person = (id: string): Patient => ({ resourceType: 'Patient', id });
const answer = (id: string, grade: string): Bundle<Patient> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: [
    {
      resource: person(id),
      search: {
        extension: [
          { url: extensions.matchGrade, valueCode: grade },
          { url: extensions.matchReason, valueString: 'Họ tên giống nhau, có lỗi gõ.' },
        ],
      },
    },
  ],
});
const identified = (grade: 'certain' | 'probable' | 'possible') => [
  { patient: person('a'), grade, reasons: ['Trùng họ tên (không kể dấu).'] },
];

test.each([
  ['so khớp chắc hơn thì theo so khớp', 'possible', 'probable', 'probable', 'Họ tên giống nhau, có lỗi gõ.'],
  ['bằng nhau thì lấy lời của so khớp', 'probable', 'probable', 'probable', 'Họ tên giống nhau, có lỗi gõ.'],
  ['quầy sẽ chặn thì không hiện nhẹ hơn', 'probable', 'possible', 'probable', 'Trùng họ tên (không kể dấu).'],
] as const)('%s', (_, first, second, grade, reason) => {
  expect(withMatches(identified(first), answer('a', second))).toEqual([
    { patient: person('a'), grade, reasons: [reason] },
  ]);
});

test('hồ sơ chỉ so khớp mới thấy cũng hiện, chắc hơn đứng trước; chưa so khớp xong thì còn nguyên', () => {
  expect(withMatches(identified('possible'), answer('b', 'probable')).map(({ patient }) => patient.id)).toEqual([
    'b',
    'a',
  ]);
  expect(withMatches(identified('possible'), undefined)).toEqual(identified('possible'));
});
