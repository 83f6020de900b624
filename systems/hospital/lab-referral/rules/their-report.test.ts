import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport } from 'fhir/r4';
import { expect, test } from 'vitest';
import { askedNumbers, isOutside, replacedByTheirs } from './their-report.ts';

const placer = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PLAC' }] };
const theirs: DiagnosticReport = {
  resourceType: 'DiagnosticReport',
  id: 'n1',
  meta: { tag: [{ system: codeSystems.resultOrigin, code: 'outside' }] },
  identifier: [
    { value: '79001/V-77' },
    { type: placer, value: '260302X000001' },
    { type: { text: 'khác' }, value: 'x' },
  ],
  status: 'final',
  code: {},
  performer: [{ display: 'Viện' }],
};

test('phiếu của nơi khác và số chỉ định mà nó trả lời', () => {
  expect([isOutside(theirs), isOutside({ ...theirs, meta: {} })]).toEqual([true, false]);
  expect(askedNumbers(theirs)).toEqual(['260302X000001']);
  expect(askedNumbers({ ...theirs, identifier: [] })).toEqual([]);
});

test('phiếu trống tại đây: rời các danh sách, giữ nhãn khác, nói ai trả', () => {
  const tag = [
    { system: codeSystems.labQueue, code: 'q' },
    { system: 'urn:khac', code: 'x' },
  ];
  const own: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: 'r1',
    status: 'registered',
    code: {},
    meta: { tag },
  };
  expect(replacedByTheirs(own, theirs)).toEqual({
    ...own,
    meta: { tag: [{ system: 'urn:khac', code: 'x' }] },
    status: 'cancelled',
    conclusion: 'Kết quả do Viện trả, phiếu số 79001/V-77.',
  });
});
