import { identifierSystems } from '@lienmach/core';
import type { DiagnosticReport, FhirResource, Observation } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { releasedResultsEntrance, releasedResultsGuard } from './released-results-guard.ts';

const report = (status: DiagnosticReport['status'], number = 'X1'): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  status,
  code: { text: 'Điện giải đồ' },
  identifier: [{ system: identifierSystems.orderNumber, value: number }],
});
const result = (status: Observation['status']): Observation => ({
  resourceType: 'Observation',
  status,
  code: { text: 'Kali' },
  basedOn: [{ reference: 'ServiceRequest/1' }],
  category: [{ coding: [{ code: 'laboratory' }] }],
});
const pulse: Observation = { resourceType: 'Observation', status: 'preliminary', code: { text: 'Mạch' } };
const technician = { who: 'Practitioner/1', roles: ['lab-technician'] };

const cases: readonly (readonly [string, FhirResource, FhirResource | undefined, boolean])[] = [
  ['phiếu chờ duyệt viết thành đã duyệt', report('preliminary'), report('final'), true],
  ['kết quả sơ bộ viết thành đã duyệt', result('preliminary'), result('final'), true],
  ['kết quả đã duyệt bị sửa', result('final'), result('final'), true],
  ['phiếu đã duyệt bị xóa', report('final'), undefined, true],
  ['phiếu đã sửa lại trở về sơ bộ', report('corrected'), report('preliminary'), true],
  ['phiếu chờ duyệt còn sơ bộ', report('preliminary'), report('preliminary'), false],
  ['phiếu chờ duyệt bị xóa', report('registered'), undefined, false],
  ['phiếu của nơi khác, không số chỉ định', { ...report('final'), identifier: [] }, report('final'), false],
  ['không phải xét nghiệm', pulse, { ...pulse, status: 'final' }, false],
];

describe('FHIR thường không duyệt, không sửa kết quả đã duyệt', () => {
  test.each(cases)('%s', (_, previous, next, isRefused) => {
    const check = () => releasedResultsGuard.check(previous, next, technician);
    if (isRefused) expect(check).toThrow(expect.objectContaining({ code: 'laboratory.releasedByVerb' }));
    else expect(check).not.toThrow();
    expect(() => releasedResultsGuard.check(previous, next, { ...technician, activity: 'verify' })).not.toThrow();
  });
});

describe('FHIR thường không đưa thẳng kết quả đã duyệt vào hồ sơ', () => {
  const lab = [{ coding: [{ code: 'LAB' }] }];
  const entering: readonly (readonly [string, FhirResource, boolean])[] = [
    ['phiếu có số chỉ định, đã duyệt', report('final'), true],
    ['phiếu xét nghiệm không số chỉ định, đã duyệt', { ...report('final', ''), identifier: [], category: lab }, true],
    ['kết quả của một chỉ định, đã sửa', result('corrected'), true],
    ['kết quả xét nghiệm không chỉ định, đã duyệt', { ...result('final'), basedOn: [] }, true],
    ['phiếu còn sơ bộ', report('preliminary'), false],
    ['kết quả còn sơ bộ', result('preliminary'), false],
    ['mạch đo xong', { ...pulse, status: 'final' }, false],
    ['phiếu không phải xét nghiệm', { ...report('final'), identifier: [] }, false],
  ];
  test.each(entering)('%s', (_, resource, isRefused) => {
    const admit = () => releasedResultsEntrance.admit(resource, new Map());
    if (isRefused) expect(admit).toThrow(expect.objectContaining({ code: 'laboratory.releasedByVerb' }));
    else expect(admit).not.toThrow();
  });
});
