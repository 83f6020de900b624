import { codeSystems, extensions, identifierSystems, personName } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { matchWeights } from '../catalogs/match-weights.ts';
import { compareBirthDates } from './compare-birth-dates.ts';
import { compareDigits } from './compare-digits.ts';
import { compareNames, readName } from './compare-names.ts';
import { compareWords, nameWord } from './compare-words.ts';
import { gradeFindings } from './grade-findings.ts';
import { matchReasons } from './match-reasons.ts';
import { readPerson } from './person-record.ts';
import { probePersons } from './probe-persons.ts';
import { compareRecords, likelihood, weightsOn } from './score-match.ts';

describe('từng chữ của họ tên', () => {
  test.each([
    ['Hòa', 'Hoà', 'same'],
    ['Lý', 'Lí', 'same'],
    ['Ẩn', 'Ẩn'.normalize('NFD'), 'same'],
    ['Thuỷ', 'THỦY', 'same'],
    ['Nguyễn', 'Nguyeenx', 'slip'],
    ['Nguyễn', 'Nguye6n4', 'slip'],
    ['Đức', 'DDuwcs', 'slip'],
    ['Hòa', 'Hoaf', 'slip'],
    ['Bình', 'Bìnnh', 'slip'],
    ['Ánh', 'Anh', 'tone'],
    ['Đào', 'Dao', 'tone'],
    ['An', 'Anh', 'near'],
    ['Dũng', 'Hùng', 'near'],
    ['Hương', 'Hươgn', 'near'],
    ['Lan', 'Mai', 'different'],
  ])('%s và %s: %s', (a, b, expected) => {
    expect(compareWords(nameWord(a), nameWord(b), false)).toBe(expected);
    expect(compareWords(nameWord(b), nameWord(a), false)).toBe(expected);
  });

  test('cả họ tên gõ không dấu thì khác dấu không nói lên gì', () => {
    expect(compareWords(nameWord('Ánh'), nameWord('anh'), true)).toBe('unmarked');
  });
});

const nameMatch = (a: string, b: string) => {
  const [left, right] = [readName(a), readName(b)];
  return left && right && compareNames(left, right);
};

describe('họ tên: tên trước, rồi họ, rồi đệm', () => {
  test.each<[string, string, object]>([
    ['Nguyễn Văn Á', 'nguyen van a', { given: 'unmarked', family: 'unmarked', middle: 'usual' }],
    ['Nguyễn Thị Minh Thử', 'Nguyễn Minh Thử', { given: 'same', family: 'same', middle: 'fewer' }],
    ['Nguyễn Thị Thử', 'Nguyễn Thử', { middle: 'fewer' }],
    ['Nguyễn Thử', 'Nguyễn Thử', { given: 'same', middle: 'none' }],
    ['Nguyễn Văn Tám (Tư)', 'Nguyễn Văn Tám', { given: 'same', family: 'same', middle: 'usual' }],
    ['Nguyễn Minh Thử', 'Nguyễn Minh Thử', { middle: 'same' }],
    ['Nguyễn Minh Thử', 'nguyen minh thu', { middle: 'same' }],
    ['Nguyễn Đức Thử', 'nguyen duc thu', { middle: 'slip' }],
    ['Nguyễn Văn Tám', 'Nguyễn Văn Tám [Tư', { given: 'same' }],
    ['Nguyễn Văn Thử', 'Nguyễn Thị Thử', { given: 'same', middle: 'different' }],
    ['Nguyễn Văn Thử', 'Văn Thử Nguyễn', { given: 'slip', family: 'slip' }],
    ['Nguyễn Văn Thử', 'Thử Nguyễn Văn', { given: 'slip', family: 'slip' }],
    ['Nguyễn Thử', 'Thử Nguyễn', { given: 'slip', family: 'slip', middle: 'none' }],
    ['Nguyễn Văn Hùng', 'Nguyễn Văn Dũng', { given: 'near', family: 'same' }],
    ['Nguyễn Văn Thử', 'Lê Văn Thử', { given: 'same', family: 'different' }],
    ['Thử', 'Thử', { given: 'same' }],
  ])('%s và %s', (a, b, expected) => {
    expect(nameMatch(a, b)).toMatchObject(expected);
    expect(nameMatch(b, a)).toMatchObject(expected);
  });

  test('không có chữ nào thì không so', () => {
    expect(readName('(…)')).toBeUndefined();
  });
});

test.each([
  ['099090000123', '099090000123', 'same'],
  ['099090000123', '099090000128', 'near'],
  ['099090000123', '099090000132', 'near'],
  ['099090000123', '09909000123', 'near'],
  ['099090000123', '0990900001234', 'near'],
  ['099090000123', '099090000321', 'different'],
  ['099090000123', '199090000124', 'different'],
  ['1234567', '1234568', 'different'],
  ['099090000123', undefined, 'unknown'],
])('số %s và %s: %s', (a, b, expected) => {
  expect(compareDigits([a], b === undefined ? [] : [b])).toBe(expected);
});

test.each([
  ['1990-09-05', '1990-09-05', 'same'],
  ['1990-01-01', '1990-01-01', 'newYear'],
  ['1990', '1990', 'newYear'],
  ['1990-01-01', '1990-09-05', 'partial'],
  ['1990-09-05', '1990-05-09', 'swapped'],
  ['1990', '1990-05-09', 'partial'],
  ['1990-09-05', '1990-09-06', 'near'],
  ['1990-09-05', '1991-09-05', 'near'],
  ['1990-09-05', '1990-12-28', 'same-year'],
  ['1990-09-05', '1955-01-17', 'different'],
  ['1990', undefined, 'unknown'],
])('ngày sinh %s và %s: %s', (a, b, expected) => {
  expect(compareBirthDates(a, b)).toBe(expected);
});

const at = (commune: string): NonNullable<Patient['address']> => [
  { extension: [{ url: extensions.commune, valueCoding: { system: codeSystems.commune, code: commune } }] },
];
const number = (value: string, use: 'official' | 'old' = 'official') => ({
  use,
  system: identifierSystems.personalNumber,
  value,
});
const an: Patient = {
  resourceType: 'Patient',
  name: [personName('Nguyễn Văn Ẩn')],
  gender: 'male',
  birthDate: '1990-09-05',
  identifier: [number('099090000123'), { system: identifierSystems.insuranceCard, value: 'GD4999901987654' }],
  telecom: [{ system: 'phone', value: '0000 000 101' }],
  address: at('99001'),
};
const { identifier: _numbers, ...bare } = an;

function gradeOf(a: Patient, b: Patient) {
  const weights = weightsOn(matchWeights, '2026-03-02');
  if (weights === undefined) throw new Error('no weights');
  const findings = compareRecords(readPerson(a), readPerson(b), weights, (code) => (code === '99001' ? ['98001'] : []));
  const score = likelihood(findings.bits, weights.prior);
  return { grade: gradeFindings(findings, score), score, findings, reasons: matchReasons(findings) };
}

describe('cùng một người', () => {
  test.each<[string, Patient, string]>([
    ['y nguyên', an, 'certain'],
    ['chỉ số định danh và tên không dấu', { ...an, name: [personName('nguyen van an')], telecom: [] }, 'certain'],
    [
      'thẻ BHYT cũ và mã số BHXH là một',
      { ...bare, identifier: [{ system: identifierSystems.socialInsuranceNumber, value: '9901987654' }] },
      'certain',
    ],
    ['số định danh cũ', { ...an, identifier: [number('099090000999'), number('099090000123', 'old')] }, 'certain'],
    ['không giấy tờ, không dấu', { ...bare, name: [personName('nguyen van an')] }, 'probable'],
    ['gõ Telex chưa thành dấu', { ...bare, name: [{ text: 'Nguyeenx Vawn Aarn' }] }, 'probable'],
    ['đảo ngày và tháng', { ...bare, birthDate: '1990-05-09' }, 'probable'],
    ['chỉ có năm sinh', { ...bare, birthDate: '1990' }, 'probable'],
    [
      'thiếu đệm, thiếu giới tính',
      {
        resourceType: 'Patient',
        name: [personName('Nguyễn Ẩn')],
        birthDate: '1990-09-05',
        telecom: bare.telecom ?? [],
      },
      'probable',
    ],
    ['số định danh sai một chữ số', { ...an, identifier: [number('099090000124')], telecom: [] }, 'probable'],
    ['điện thoại đảo hai số', { ...bare, telecom: [{ system: 'phone', value: '0000000110' }] }, 'probable'],
    ['mã xã trước sắp xếp', { ...bare, telecom: [], address: at('98001') }, 'probable'],
    ['biệt danh trong ngoặc', { ...bare, name: [{ text: 'Nguyễn Văn Ẩn (Út)' }] }, 'probable'],
  ])('%s', (_what, other, grade) => {
    expect(gradeOf(an, other).grade).toBe(grade);
    expect(gradeOf(other, an).grade).toBe(grade);
  });
});

describe('người khác nhau, dù giống đến đâu', () => {
  test.each<[string, Patient]>([
    ['sinh đôi khác tên', { ...bare, name: [personName('Nguyễn Văn Bình')], identifier: [number('099090000124')] }],
    [
      'sinh đôi tên lệch một chữ',
      { ...bare, name: [personName('Nguyễn Văn Ân')], identifier: [number('099090000124')] },
    ],
    ['sinh đôi khác đệm', { ...bare, name: [personName('Nguyễn Thị Ẩn')], gender: 'female' }],
    ['cha con trùng tên, chung điện thoại', { ...bare, birthDate: '1962-02-17' }],
    ['trùng tên, trùng năm, cùng xã', { ...bare, birthDate: '1990-12-28', telecom: [] }],
    ['trùng tên, trùng ngày sinh, khác số định danh', { ...bare, identifier: [number('079190123456')] }],
    [
      'trùng tên, chỉ có năm, khác điện thoại',
      { ...bare, birthDate: '1990', telecom: [{ system: 'phone', value: '0000000999' }] },
    ],
  ])('%s: nhiều nhất là có thể', (_what, other) => {
    expect(['possible', undefined]).toContain(gradeOf(an, other).grade);
    expect(['possible', undefined]).toContain(gradeOf(other, an).grade);
  });

  test('người lạ không hiện ra', () => {
    const stranger: Patient = { resourceType: 'Patient', name: [personName('Lê Thị Khác')], birthDate: '1955-01-17' };
    expect(gradeOf(an, stranger).grade).toBeUndefined();
  });

  test('trùng số nhưng tên và ngày sinh khác hẳn: không chắc chắn', () => {
    const other: Patient = { ...an, name: [personName('Lê Thị Khác')], birthDate: '1955-01-17', telecom: [] };
    expect(gradeOf(an, other).grade).toBe('probable');
  });
});

test('lý do nói bằng lời', () => {
  expect(gradeOf(an, { ...bare, birthDate: '1990-05-09', name: [personName('nguyen van an')] }).reasons).toEqual([
    'Trùng họ tên (không kể dấu).',
    'Ngày và tháng sinh đảo nhau.',
    'Trùng số điện thoại.',
    'Cùng xã, phường.',
  ]);
});

test('tên hiếm nặng hơn tên nhiều người có', () => {
  const score = (text: string) => {
    const person: Patient = { resourceType: 'Patient', name: [personName(text)], birthDate: '1990-09-05' };
    return gradeOf(person, person).score;
  };
  expect(score('Khương Đình Thoại')).toBeGreaterThan(score('Nguyễn Văn Anh'));
  // y is compared as i: the commonest family name must not count as a rare one
  expect(score('Phan Văn Anh')).toBeGreaterThan(score('Nguyễn Văn Anh'));
  expect(score('Nguyễn Văn Khương')).toBeGreaterThan(score('Nguyễn Văn Huy'));
});

test('trọng số theo ngày hiệu lực', () => {
  const [first] = matchWeights;
  if (first === undefined) throw new Error('no weights');
  const later = { ...first, from: '2027-01-01', prior: -22 };
  expect(weightsOn([first, later], '2026-12-31')?.prior).toBe(-20);
  expect(weightsOn([first, later], '2027-01-01')?.prior).toBe(-22);
  expect(weightsOn([first], '1999-01-01')?.prior).toBe(-20);
});

test('người được hỏi theo mọi cách sổ có thể ghi', () => {
  const probes = probePersons(an, ['98001']);
  expect(probes.map(({ birthDate }) => birthDate)).toEqual(expect.arrayContaining(['1990-05-09', '1990-01-01']));
  expect(probes.map(({ name }) => name?.[0]?.text)).toContain('Ẩn Nguyễn Văn');
  expect(JSON.stringify(probes[0])).toContain('98001');
  expect(probePersons({ resourceType: 'Patient', name: [{ text: 'Thử' }], birthDate: '1990' }, [])).toHaveLength(1);
});
