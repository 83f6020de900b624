import { codeSystems } from '@lienmach/core';
import type { Condition } from 'fhir/r4';
import { expect, test } from 'vitest';
import { frequentDiagnoses } from './frequent-diagnoses.ts';

const coded = (code: string, status = 'confirmed'): Condition => ({
  resourceType: 'Condition',
  subject: {},
  verificationStatus: { coding: [{ code: status }] },
  code: { coding: [{ system: codeSystems.icd10, code, display: `Bệnh ${code}` }] },
});

test.each([
  ['chưa có gì', [], []],
  ['một lần chưa là thói quen', [coded('I10')], []],
  ['nhiều nhất đứng trước', [coded('J00'), coded('I10'), coded('I10'), coded('J00'), coded('I10')], ['I10', 'J00']],
  ['bằng nhau thì theo mã', [coded('J00'), coded('I10'), coded('I10'), coded('J00')], ['I10', 'J00']],
  ['ghi nhầm không tính', [coded('I10'), coded('I10', 'entered-in-error')], []],
  ['không có mã thì bỏ qua', [{ ...coded('I10'), code: { text: 'đau' } }, coded('J00'), coded('J00')], ['J00']],
])('%s', (_, conditions, expected) => {
  expect(frequentDiagnoses(conditions, 5).map(({ code }) => code)).toEqual(expected);
});

test('không quá số được hỏi', () => {
  const many = ['A00', 'B00', 'C00'].flatMap((code) => [coded(code), coded(code)]);
  expect(frequentDiagnoses(many, 2)).toHaveLength(2);
});
