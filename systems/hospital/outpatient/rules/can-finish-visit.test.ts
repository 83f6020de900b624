import { codeSystems } from '@lienmach/core';
import type { ClinicalImpression, Composition, Condition, Encounter, MedicationRequest, ServiceRequest } from 'fhir/r4';
import { expect, test } from 'vitest';
import { canFinishVisit, type VisitAtEnd } from './can-finish-visit.ts';

const encounter: Encounter = {
  resourceType: 'Encounter',
  id: 'e',
  status: 'in-progress',
  class: { code: 'AMB' },
  diagnosis: [{ condition: { reference: 'Condition/c' }, use: { coding: [{ code: 'DD' }] }, rank: 1 }],
};
const condition: Condition = {
  resourceType: 'Condition',
  id: 'c',
  subject: {},
  code: { coding: [{ system: codeSystems.icd10, code: 'I10' }] },
};
const note: ClinicalImpression = {
  resourceType: 'ClinicalImpression',
  status: 'completed',
  subject: {},
  finding: [{ itemCodeableConcept: { text: 'Tăng huyết áp' } }],
};
const order = (status: ServiceRequest['status']): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: `sr-${status}`,
  status,
  intent: 'order',
  subject: {},
  code: { text: 'Công thức máu' },
});
const drug = (status: MedicationRequest['status']): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: `mr-${status}`,
  status,
  intent: 'order',
  subject: {},
  medicationCodeableConcept: { text: 'Thuốc Thử' },
});
const ready: VisitAtEnd = {
  encounter,
  conditions: [condition],
  orders: [order('completed'), order('revoked')],
  prescriptions: [drug('active')],
  notes: [note],
  codesNotInForce: [],
  today: '2026-03-02',
  outcome: '2',
  disposition: '1',
};
const { outcome, disposition, ...unjudged } = ready;

test.each<[string, VisitAtEnd, string[]]>([
  ['đủ mọi thứ', ready, []],
  [
    'đã kết thúc: chỉ báo một điều',
    { ...unjudged, notes: [], encounter: { ...encounter, status: 'finished' } },
    ['visitClosed'],
  ],
  ['đã hủy', { ...ready, encounter: { ...encounter, status: 'cancelled' } }, ['visitClosed']],
  ['chưa có kết luận', { ...ready, notes: [{ ...note, finding: [] }] }, ['noConclusion']],
  ['kết luận ghi nhầm', { ...ready, notes: [{ ...note, status: 'entered-in-error' }] }, ['noConclusion']],
  ['chưa có chẩn đoán', { ...ready, encounter: { ...encounter, diagnosis: [] } }, ['noMainDiagnosis']],
  [
    'chẩn đoán chỉ có chữ',
    { ...ready, conditions: [{ ...condition, code: { text: 'Cao huyết áp' } }] },
    ['noMainDiagnosis'],
  ],
  [
    'chỉ có chẩn đoán lúc vào',
    {
      ...ready,
      encounter: {
        ...encounter,
        diagnosis: [{ condition: { reference: 'Condition/c' }, use: { coding: [{ code: 'AD' }] } }],
      },
    },
    ['noMainDiagnosis'],
  ],
  ['mã hết hiệu lực ngày kết thúc', { ...ready, codesNotInForce: ['I10'] }, ['codeNotInForce']],
  [
    'chỉ định chưa xong, mỗi chỉ định một dòng',
    { ...ready, orders: [order('active'), order('on-hold'), order('draft')] },
    ['openOrder', 'openOrder', 'openOrder'],
  ],
  ['đơn còn nháp', { ...ready, prescriptions: [drug('draft')] }, ['draftPrescription']],
  ['chưa chọn kết quả, chưa chọn cách ra về', unjudged, ['outcomeMissing', 'dispositionMissing']],
  ['mã lạ', { ...ready, outcome: '9', disposition: '0' }, ['unknownOutcome', 'unknownDisposition']],
  [
    'mọi trở ngại cùng lúc',
    { ...unjudged, notes: [], conditions: [], orders: [order('active')], prescriptions: [drug('draft')] },
    ['noConclusion', 'noMainDiagnosis', 'openOrder', 'draftPrescription', 'outcomeMissing', 'dispositionMissing'],
  ],
])('%s', (_, visit, expected) => {
  const issues = canFinishVisit(visit);
  expect(issues.map((issue) => issue.details?.coding?.[0]?.code?.split('.')[1])).toEqual(expected);
  for (const issue of issues) expect(issue.expression?.length).toBeGreaterThan(0);
});

const referral = (status: Composition['status'], code = 'referral'): Composition => ({
  resourceType: 'Composition',
  status,
  type: { coding: [{ system: codeSystems.visitPaper, code }] },
  date: '2026-03-02',
  author: [{}],
  title: 'Phiếu chuyển',
});

test.each<[string, string, readonly Composition[] | undefined, number]>([
  ['ra viện thì không cần phiếu chuyển', '1', [], 0],
  ['chuyển theo chuyên môn mà chưa có phiếu', '2', [], 1],
  ['chuyển theo yêu cầu mà chưa có phiếu', '5', [], 1],
  ['đã có phiếu chuyển', '2', [referral('final')], 0],
  ['phiếu đã thu hồi thì không tính', '2', [referral('entered-in-error')], 1],
  ['giấy nghỉ việc không phải phiếu chuyển', '5', [referral('final', 'sick-leave')], 1],
  ['cơ sở không có phòng cấp giấy', '2', undefined, 0],
])('phiếu chuyển khi kết thúc: %s', (_, disposition, papers, missing) => {
  const visit = {
    encounter,
    conditions: [condition],
    orders: [],
    prescriptions: [],
    notes: [note],
    codesNotInForce: [],
    today: '2026-03-02',
    outcome: '2',
    disposition,
  };
  const issues = canFinishVisit(papers === undefined ? visit : { ...visit, papers });
  expect(issues.filter(({ details }) => details?.coding?.[0]?.code === 'outpatient.noReferral')).toHaveLength(missing);
  expect(issues).toHaveLength(missing);
});
