import type { Patient, RelatedPerson } from 'fhir/r4';
import { expect, test } from 'vitest';
import { mayActFor } from './delegates.ts';

const now = new Date('2026-03-02T03:00:00Z');
const child = (birthDate: string): Patient => ({ resourceType: 'Patient', birthDate });
const relative = (code: string, more: Partial<RelatedPerson> = {}): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  active: true,
  patient: { reference: 'Patient/con' },
  relationship: [{ coding: [{ code }] }],
  ...more,
});

test.each<[string, RelatedPerson, Patient, boolean]>([
  ['mẹ và con nhỏ', relative('MTH'), child('2020-05-01'), true],
  ['mẹ và con chưa đủ 18 một ngày', relative('MTH'), child('2008-03-03'), true],
  ['mẹ và con đủ 18 hôm nay', relative('MTH'), child('2008-03-02'), false],
  ['người giám hộ của người lớn', relative('GUARD'), child('1950-01-01'), true],
  ['vợ chồng không tự xem được của nhau', relative('SPS'), child('2020-05-01'), false],
  ['không rõ ngày sinh', relative('MTH'), { resourceType: 'Patient' }, false],
  ['đã thôi', relative('MTH', { active: false }), child('2020-05-01'), false],
  ['hết hạn hôm qua', relative('MTH', { period: { end: '2026-03-01' } }), child('2020-05-01'), false],
])('%s → %s', (_title, one, patient, expected) => {
  expect(mayActFor(one, patient, now)).toBe(expected);
});
