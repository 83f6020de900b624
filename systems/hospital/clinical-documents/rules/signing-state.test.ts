import { codeSystems, identifierSystems } from '@lienmach/core';
import type { DiagnosticReport, DocumentReference } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { checkSignable, signingState } from './signing-state.ts';

const report: DiagnosticReport = {
  resourceType: 'DiagnosticReport',
  meta: { versionId: '7', tag: [{ system: codeSystems.labBench, code: 'released' }] },
  identifier: [{ system: identifierSystems.orderNumber, value: '260302X000001' }],
  status: 'final',
  code: { text: 'Điện giải đồ' },
  issued: '2026-03-02T08:40:00+07:00',
};
const signed = (end: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  content: [],
  context: { period: { end } },
});

test('chưa ký, đã ký đúng lần trả này, đã ký rồi phiếu mới sửa', () => {
  expect(signingState(report, undefined)).toBe('unsigned');
  expect(signingState(report, signed('2026-03-02T08:40:00+07:00'))).toBe('signed');
  expect(signingState(report, signed('2026-03-02T08:39:59+07:00'))).toBe('outdated');
});

describe('phiếu nào ký được', () => {
  test.each<[string, DiagnosticReport, string | undefined, string | undefined]>([
    ['đã duyệt', report, undefined, undefined],
    ['đã sửa lại, đúng bản đang xem', { ...report, status: 'corrected' }, '7', undefined],
    ['bản khác với bản đang xem', report, '6', 'clinical-documents.reportChanged'],
    ['chưa duyệt', { ...report, status: 'preliminary' }, undefined, 'clinical-documents.notReleased'],
    ['ghi nhầm', { ...report, status: 'entered-in-error' }, undefined, 'clinical-documents.notReleased'],
    ['của nơi khác', { ...report, identifier: [] }, undefined, 'clinical-documents.notOurReport'],
    ['không qua bàn xét nghiệm', { ...report, meta: { versionId: '7' } }, undefined, 'clinical-documents.notOurReport'],
  ])('%s', (_, one, version, code) => {
    const check = () => checkSignable(one, version);
    if (code === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code }));
  });
});
