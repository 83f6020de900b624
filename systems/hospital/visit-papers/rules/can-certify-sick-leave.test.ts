import { codeSystems } from '@lienmach/core';
import type { Condition, Encounter, Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { canCertifySickLeave, type SickLeaveInput, type VisitForPaper } from './can-certify-sick-leave.ts';
import { canRefer, type ReferralInput } from './can-refer.ts';
import { diagnosesText } from './diagnoses-text.ts';

const subject = { reference: 'Patient/p' };
const disease: Condition = {
  resourceType: 'Condition',
  id: 'c',
  subject,
  code: { coding: [{ system: codeSystems.icd10, code: 'J18.9' }], text: 'Viêm phổi' },
};
const encounter: Encounter = {
  resourceType: 'Encounter',
  id: 'e',
  status: 'in-progress',
  class: { code: 'AMB' },
  period: { start: '2026-03-02T07:30:00+07:00' },
  diagnosis: [{ condition: { reference: 'Condition/c' }, use: { coding: [{ code: 'DD' }] }, rank: 1 }],
};
const patient: Patient = { resourceType: 'Patient', id: 'p', birthDate: '1990-05-01' };
const visit: VisitForPaper = { encounter, patient, conditions: [disease] };
const leave: SickLeaveInput = {
  from: '2026-03-02',
  days: 3,
  employer: 'Công ty May Sông Mây',
  socialNumber: '0990000001',
};
const codes = (issues: readonly { details?: { coding?: { code?: string | undefined }[] | undefined } | undefined }[]) =>
  issues.map(({ details }) => details?.coding?.[0]?.code?.split('.')[1]);

describe('giấy nghỉ việc', () => {
  test.each<[string, Partial<VisitForPaper>, Partial<SickLeaveInput>, string[]]>([
    ['đủ điều kiện', {}, {}, []],
    ['đúng 30 ngày', {}, { days: 30 }, []],
    ['31 ngày', {}, { days: 31 }, ['badDays']],
    ['0 ngày', {}, { days: 0 }, ['badDays']],
    ['nửa ngày', {}, { days: 1.5 }, ['badDays']],
    ['từ ngày hôm sau', {}, { from: '2026-03-03' }, []],
    ['lùi một ngày', {}, { from: '2026-03-01' }, ['badStart']],
    ['chậm hai ngày', {}, { from: '2026-03-04' }, ['badStart']],
    ['mã BHXH thiếu một số', {}, { socialNumber: '099000000' }, ['badSocialNumber']],
    ['mã BHXH toàn số không', {}, { socialNumber: '0000000000' }, ['badSocialNumber']],
    ['không ghi đơn vị', {}, { employer: '  ' }, ['textMissing']],
    ['lượt khám đã hủy', { encounter: { ...encounter, status: 'cancelled' } }, {}, ['visitVoid']],
    ['chưa có chẩn đoán', { conditions: [] }, {}, ['noMainDiagnosis']],
    ['trẻ sáu tuổi không ghi cha mẹ', { patient: { ...patient, birthDate: '2019-03-03' } }, {}, ['noParent']],
    ['trẻ sáu tuổi có mẹ', { patient: { ...patient, birthDate: '2019-03-03' } }, { mother: 'Lê Thị Bưởi' }, []],
    ['vừa tròn bảy tuổi', { patient: { ...patient, birthDate: '2019-03-02' } }, {}, []],
    ['đình chỉ thai thiếu nguyên nhân', {}, { endedWeeks: 14 }, ['badWeeks']],
    ['thai 43 tuần', {}, { endedWeeks: 43, endedReason: 'thai lưu' }, ['badWeeks']],
    ['đình chỉ thai 14 tuần, 50 ngày', {}, { endedWeeks: 14, endedReason: 'thai lưu', days: 50 }, []],
  ])('%s', (_, otherVisit, otherInput, refused) => {
    const issues = canCertifySickLeave({ ...visit, ...otherVisit }, { ...leave, ...otherInput }, '2026-03-02');
    expect(codes(issues)).toEqual(refused);
  });

  test('mọi điều thiếu được nói cùng một lần', () => {
    const issues = canCertifySickLeave(visit, { from: '', days: 0, employer: '', socialNumber: '' }, '2026-03-02');
    expect(codes(issues)).toEqual(['badDays', 'badStart', 'badSocialNumber', 'textMissing']);
  });

  test('ra viện hôm qua: nghỉ từ ngày vào khám hoặc từ hôm nay', () => {
    const ended = {
      ...encounter,
      status: 'finished' as const,
      period: { ...encounter.period, end: '2026-03-05T23:30:00+07:00' },
    };
    const at = (from: string) =>
      codes(canCertifySickLeave({ ...visit, encounter: ended }, { ...leave, from }, '2026-03-06'));
    expect([at('2026-03-02'), at('2026-03-06'), at('2026-03-05')]).toEqual([[], [], ['badStart']]);
  });
});

describe('phiếu chuyển cơ sở', () => {
  const referral: ReferralInput = {
    to: '99002',
    toName: 'Bệnh viện Đa khoa tỉnh Mẫu',
    reason: '1',
    signs: 'Sốt 39 °C, ran nổ đáy phổi phải',
    course: 'Ho sốt năm ngày, đã dùng kháng sinh hai ngày',
    condition: 'Tỉnh, mạch 96, huyết áp 120/80',
    plan: 'Nhập viện điều trị',
    transport: 'Xe cứu thương',
  };
  test.each<[string, Partial<ReferralInput>, string[]]>([
    ['đủ nội dung', {}, []],
    ['chuyển về chính mình', { to: '99001' }, ['badFacility']],
    ['mã nơi đến bốn ký tự', { to: '9900' }, ['badFacility']],
    ['lý do lạ', { reason: '4' }, ['unknownReason']],
    ['thiếu hai mục', { signs: '', plan: ' ' }, ['textMissing', 'textMissing']],
  ])('%s', (_, other, refused) => {
    expect(codes(canRefer(visit, { ...referral, ...other }, '99001'))).toEqual(refused);
  });
});

test('chẩn đoán trên giấy: chữ trước, mã sau', () => {
  expect(diagnosesText(visit)).toBe('Viêm phổi (J18.9)');
  expect(diagnosesText({ ...visit, conditions: [{ ...disease, code: { text: 'Mệt' } }] })).toBe('Mệt');
});
