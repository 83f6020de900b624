import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Observation, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { findTest } from '../catalogs/lab-tests.ts';
import { missingResults, verifyObstacles } from './verify-obstacles.ts';

const report = (status: DiagnosticReport['status']): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  status,
  code: { text: 'Glucose' },
});
const result = (status: Observation['status']): Observation => ({
  resourceType: 'Observation',
  status,
  code: { text: 'Glucose' },
});
const drawn: Specimen = { resourceType: 'Specimen', collection: { collectedDateTime: '2026-03-02T07:40:00+07:00' } };
const tube: Specimen = { resourceType: 'Specimen' };
const order: ServiceRequest = { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: {} };

test.each([
  ['đủ điều kiện', report('preliminary'), [result('preliminary')], [drawn], []],
  ['một chỉ số không đo được', report('preliminary'), [result('preliminary'), result('cancelled')], [drawn], []],
  ['chưa có kết quả', report('registered'), [], [drawn], ['notPreliminary']],
  ['mới có một phần', report('partial'), [result('preliminary')], [drawn], ['notPreliminary']],
  ['đã duyệt', report('final'), [result('final')], [drawn], ['notPreliminary']],
  ['phiếu rỗng', report('preliminary'), [], [drawn], ['noResult']],
  ['lẫn kết quả đã duyệt', report('preliminary'), [result('final')], [drawn], ['resultNotPreliminary']],
  ['chưa ghi giờ lấy mẫu', report('preliminary'), [result('preliminary')], [tube], ['notCollected']],
  ['không có mẫu', report('preliminary'), [result('preliminary')], [], ['notCollected']],
  ['hai trở ngại', report('preliminary'), [], [tube], ['noResult', 'notCollected']],
])('duyệt phiếu: %s', (_, given, results, specimens, expected) => {
  const found = verifyObstacles(given, order, results, specimens, []).map((one) =>
    one.code?.replace('laboratory.', ''),
  );
  expect(found).toEqual(expected);
});

test('chỉ định đã hủy: kết quả không được duyệt và không sống lại', () => {
  const found = verifyObstacles(
    report('preliminary'),
    { ...order, status: 'revoked' },
    [result('preliminary')],
    [drawn],
    [],
  );
  expect(found.map((one) => one.code)).toEqual(['laboratory.orderNotActive']);
});

const told = (code: string, status: Observation['status'] = 'preliminary'): Observation => ({
  ...result(status),
  code: { coding: [{ system: codeSystems.labIndicator, code }] },
});
const electrolytes = findTest('23.0058.1487');

test.each([
  ['đủ cả ba', [told('NA'), told('K'), told('CL')], []],
  ['thiếu clo', [told('NA'), told('K')], ['Clo']],
  ['không đo được cũng là đã nói', [told('NA'), told('K', 'cancelled'), told('CL')], []],
  ['mã lạ không thay chỉ số nào', [told('GLU')], ['Natri', 'Kali', 'Clo']],
  ['chưa có gì', [], ['Natri', 'Kali', 'Clo']],
])('máy báo xong nhưng thiếu: %s', (_, results, expected) => {
  if (electrolytes === undefined) throw new Error('catalog without electrolytes');
  expect(missingResults(electrolytes, results)).toEqual(expected);
});

test('phiếu thiếu chỉ số không duyệt được, và nói thiếu gì', () => {
  const found = verifyObstacles(report('preliminary'), order, [told('NA')], [drawn], ['Kali', 'Clo']);
  expect(found.map((one) => one.code)).toEqual(['laboratory.resultsMissing']);
  expect(found[0]?.outcome.issue[0]?.details?.text).toContain('Kali, Clo');
});
