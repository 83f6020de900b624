import { expect, test } from 'vitest';
import { systemOfValueSet } from './system-of-value-set.ts';

test.each([
  ['http://a.vn/CodeSystem/icd', 'http://a.vn/CodeSystem/icd'],
  ['http://a.vn/CodeSystem/icd?fhir_vs', 'http://a.vn/CodeSystem/icd'],
])('bộ giá trị %s là cả danh mục %s', (url, system) => {
  expect(systemOfValueSet(url)).toBe(system);
});
