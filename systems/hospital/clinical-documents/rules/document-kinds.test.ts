import type { Encounter } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { checkKind, type DocumentKind, documentKind } from './document-kinds.ts';

const visit = (status: Encounter['status'], code: string): Encounter => ({
  resourceType: 'Encounter',
  status,
  class: { code },
});

const refusal = (act: () => unknown): string => {
  try {
    act();
    return 'được';
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe('lập tài liệu nào, lúc nào', () => {
  test.each<[DocumentKind, Encounter['status'], string, string]>([
    ['visit-summary', 'finished', 'AMB', 'được'],
    ['visit-summary', 'in-progress', 'AMB', 'clinical-documents.notFinished'],
    ['discharge-summary', 'finished', 'IMP', 'được'],
    ['discharge-summary', 'finished', 'ACUTE', 'được'],
    ['discharge-summary', 'finished', 'AMB', 'clinical-documents.notAStay'],
    ['discharge-summary', 'in-progress', 'IMP', 'clinical-documents.notFinished'],
    ['referral', 'in-progress', 'AMB', 'được'],
    ['laboratory-report', 'in-progress', 'AMB', 'được'],
  ])('%s khi lượt khám %s, loại %s', (kind, status, code, expected) => {
    expect(refusal(() => checkKind(kind, visit(status, code)))).toBe(expected);
  });

  test('loại lạ', () => {
    expect(refusal(() => documentKind('ccd'))).toBe('clinical-documents.unknownKind');
    expect(documentKind('referral')).toBe('referral');
  });
});
