import { expect, test } from 'vitest';
import { checkDiagnoses, type Diagnosis } from './check-diagnoses.ts';

const d = (code: string, properties: Record<string, string | boolean> = {}): Diagnosis => ({
  code,
  concept: { display: code, properties },
});

test.each<[string, Diagnosis[], string | undefined, string[]]>([
  ['mã thường', [d('I10'), d('E78.5')], 'male', []],
  ['mã không còn hiệu lực', [{ code: 'X99.9' }], 'male', ['codeNotInForce']],
  ['không được làm bệnh chính', [d('Z37', { notPrimary: true })], 'female', ['notPrimary']],
  ['mã ấy làm bệnh kèm thì được', [d('O80'), d('Z37', { notPrimary: true })], 'female', []],
  ['không nên làm bệnh chính', [d('R51', { discouragedPrimary: true })], 'male', ['discouragedPrimary']],
  ['làm bệnh kèm thì không nhắc', [d('I10'), d('R51', { discouragedPrimary: true })], 'male', []],
  ['có mã chi tiết hơn', [d('A00', { moreSpecificExists: true })], 'male', ['moreSpecificExists']],
  ['mã chỉ cho nữ, người bệnh nam', [d('N80', { femaleOnly: true })], 'male', ['sexMismatch']],
  ['mã chỉ cho nữ, người bệnh nữ', [d('N80', { femaleOnly: true })], 'female', []],
  ['mã chỉ cho nam, người bệnh nữ', [d('N40', { maleOnly: true })], 'female', ['sexMismatch']],
  ['giới chưa rõ thì không nhắc', [d('N40', { maleOnly: true })], 'unknown', []],
  ['chỉ dùng ghi tử vong', [d('I10'), d('I46.1', { causeOfDeathOnly: true })], 'male', ['causeOfDeathOnly']],
  ['† thiếu *', [d('A17.0', { mark: 'dagger' })], 'male', ['asteriskMissing']],
  ['† có *', [d('A17.0', { mark: 'dagger' }), d('G01', { mark: 'asterisk' })], 'male', []],
  ['* thiếu †', [d('I10'), d('G01', { mark: 'asterisk' })], 'male', ['daggerMissing']],
  ['một mã hai lần', [d('I10'), d('I10')], 'male', ['diagnosisTwice']],
  [
    'nhiều lỗi báo một lần',
    [d('Z37', { notPrimary: true, femaleOnly: true }), { code: 'Q' }],
    'male',
    ['notPrimary', 'sexMismatch', 'codeNotInForce'],
  ],
])('%s', (_, all, gender, expected) => {
  const issues = checkDiagnoses(all, gender, '2026-07-02');
  expect(issues.map((issue) => issue.details?.coding?.[0]?.code?.split('.')[1])).toEqual(expected);
});
