import { codeSystems, extensions, identifierSystems, identifierValue, readScan, type Scan } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { candidateQueries } from './candidate-queries.ts';
import { compareBirth } from './compare-birth.ts';
import { completePatient, draftPatient } from './draft-patient.ts';
import { gatherFacts } from './gather-facts.ts';
import { gradeMatch } from './grade-match.ts';
import type { PersonFacts } from './person-facts.ts';

const an: Patient = {
  resourceType: 'Patient',
  id: 'an',
  active: true,
  identifier: [
    { system: identifierSystems.patientNumber, value: 'BN-1' },
    { use: 'official', system: identifierSystems.personalNumber, value: '099090000123' },
    { use: 'old', system: identifierSystems.personalNumber, value: '099090000999' },
    { system: identifierSystems.socialInsuranceNumber, value: '9901987654' },
  ],
  name: [{ text: 'Nguyễn Văn Ẩn' }],
  gender: 'male',
  birthDate: '1990-09-05',
  telecom: [{ system: 'phone', value: '0000000101' }],
  address: [{ extension: [{ url: extensions.commune, valueCoding: { system: codeSystems.commune, code: '99001' } }] }],
};
const noNumber: Patient = { ...an, identifier: [{ system: identifierSystems.patientNumber, value: 'BN-2' }] };
const facts = (more: Partial<PersonFacts>): PersonFacts => ({ oldNumbers: [], ...more });
const self = { name: 'Nguyễn Văn Ẩn', birthDate: '1990-09-05', gender: 'male' } as const;

test.each([
  ['1990-09-05', '1990-09-05', 'same'],
  ['1990-09-05', '1990-05-09', 'swapped'],
  ['1990', '1990-05-09', 'partial'],
  ['1990', '1990', 'partial'],
  ['1990-05', '1990-05-09', 'partial'],
  ['1990-05-10', '1990-05-09', 'same-year'],
  ['1991-05-09', '1990-05-09', 'different'],
  [undefined, '1990', 'unknown'],
])('ngày sinh %s so với %s: %s', (a, b, expected) => {
  expect(compareBirth(a, b)).toBe(expected);
});

describe('có phải cùng một người?', () => {
  test.each<[string, Partial<PersonFacts>, Patient, string | undefined]>([
    ['trùng số định danh', { personalNumber: '099090000123' }, an, 'certain'],
    [
      'trùng số định danh, tên gõ sai dấu',
      { ...self, name: 'nguyen van an', personalNumber: '099090000123' },
      an,
      'certain',
    ],
    [
      'trùng số định danh, sai ngày nhưng đúng tên',
      { ...self, birthDate: '1991-01-01', personalNumber: '099090000123' },
      an,
      'certain',
    ],
    [
      'trùng số định danh nhưng tên và năm sinh khác hẳn',
      { name: 'Lê Thị Khác', birthDate: '1950-01-01', personalNumber: '099090000123' },
      an,
      'probable',
    ],
    [
      'số cũ trên thẻ là số của hồ sơ',
      { ...self, personalNumber: '099090000777', oldNumbers: ['099090000123'] },
      an,
      'certain',
    ],
    ['số cũ nhưng tên khác', { name: 'Lê Thị Khác', oldNumbers: ['099090000123'] }, an, 'probable'],
    ['đưa thẻ đã hủy của chính mình', { ...self, personalNumber: '099090000999' }, an, 'certain'],
    [
      'trùng số BHXH, ngày sinh, tên không dấu',
      { ...self, name: 'NGUYEN VAN AN', socialInsuranceNumber: '9901987654' },
      an,
      'certain',
    ],
    [
      'trùng số BHXH nhưng đảo ngày tháng',
      { ...self, birthDate: '1990-05-09', socialInsuranceNumber: '9901987654' },
      an,
      'probable',
    ],
    [
      'trùng số BHXH, khác số định danh',
      { ...self, personalNumber: '099090000777', socialInsuranceNumber: '9901987654' },
      an,
      'probable',
    ],
    ['chỉ trùng số BHXH', { name: 'Lê Khác', birthDate: '1950', socialInsuranceNumber: '9901987654' }, an, 'possible'],
    ['tên, ngày sinh, giới, điện thoại', { ...self, phone: '0000000101' }, noNumber, 'probable'],
    [
      'tên không dấu, chỉ có năm sinh, cùng xã',
      { ...self, name: 'Nguyen Van An', birthDate: '1990', commune: '99001' },
      noNumber,
      'probable',
    ],
    ['tên, đảo ngày tháng, cùng xã', { ...self, birthDate: '1990-05-09', commune: '99001' }, noNumber, 'probable'],
    ['tên, ngày sinh, không có gì thêm', self, noNumber, 'possible'],
    [
      'tên, ngày sinh, điện thoại, nhưng khác giới',
      { ...self, gender: 'female', phone: '0000000101' },
      noNumber,
      'possible',
    ],
    [
      'tên, ngày sinh, nhưng khác số định danh',
      { ...self, personalNumber: '099090000777', phone: '0000000101' },
      an,
      'possible',
    ],
    [
      'tên, cùng năm khác ngày, cùng điện thoại',
      { ...self, birthDate: '1990-12-31', phone: '0000000101' },
      noNumber,
      'possible',
    ],
    ['tên, cùng năm khác ngày, cùng xã', { ...self, birthDate: '1990-12-31', commune: '99001' }, noNumber, undefined],
    ['chỉ trùng tên', { ...self, birthDate: '1950-01-01' }, noNumber, undefined],
    ['trùng tên, không biết ngày sinh', { name: self.name }, noNumber, undefined],
    [
      'sinh đôi: cùng ngày, cùng điện thoại, khác tên',
      { ...self, name: 'Nguyễn Văn Bình', phone: '0000000101' },
      noNumber,
      undefined,
    ],
    ['trùng mã bệnh nhân', { patientNumber: 'BN-1' }, an, 'certain'],
    [
      'phiếu của người này, căn cước của người khác cùng tên',
      { ...self, patientNumber: 'BN-1', personalNumber: '099090000777' },
      an,
      'probable',
    ],
    [
      'phiếu của người này, tên và ngày sinh của người khác',
      { name: 'Lê Thị Khác', birthDate: '1950-01-01', patientNumber: 'BN-1' },
      an,
      'probable',
    ],
  ])('%s', (_, given, patient, expected) => {
    const match = gradeMatch(facts(given), patient);
    expect(match?.grade).toBe(expected);
    if (expected !== undefined) expect(match?.reasons.length).toBeGreaterThan(0);
  });
});

describe('gom thông tin từ thẻ và lời khai', () => {
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  const identity = readScan('099090000123|990000001|Nguyễn Văn Ẩn|05091990|Nam|Xã Thử|10052021');
  const insurance = (name: string, birth = '05/09/1990'): Scan =>
    readScan(`GD4999901987654|${hex(name)}|${birth}|1|-|99001|01/01/2026|-|01/01/2026|$`);

  test('hai thẻ của một người cho một bản ghi đủ số', () => {
    const { facts: found, warnings } = gatherFacts([insurance('Nguyễn Văn Ẩn'), identity], {
      phone: '+84 000 000 101',
    });
    expect(warnings).toEqual([]);
    expect(found).toMatchObject({
      name: 'Nguyễn Văn Ẩn',
      personalNumber: '099090000123',
      socialInsuranceNumber: '9901987654',
      oldNumbers: ['990000001'],
      phone: '0000000101',
    });
    expect(draftPatient(found)).toMatchObject({
      name: [{ text: 'Nguyễn Văn Ẩn', family: 'Nguyễn' }],
      identifier: [{ value: '099090000123' }, { value: '9901987654' }, { use: 'old', value: '990000001' }],
      address: [{ text: 'Xã Thử', country: 'VN' }],
    });
  });

  test.each([
    ['tên khác', 'Lê Thị Khác', '05/09/1990', undefined],
    ['ngày sinh khác', 'Nguyễn Văn Ẩn', '05/10/1990', undefined],
    ['chỉ khác dấu, đảo ngày tháng', 'NGUYEN VAN AN', '09/05/1990', '9901987654'],
    ['chỉ có năm sinh', 'Nguyễn Văn Ẩn', '1990', '9901987654'],
  ])('thẻ BHYT %s (%s, %s): số BHXH lấy được là %s', (_, name, birth, expected) => {
    expect(gatherFacts([identity, insurance(name, birth)], {}).facts.socialInsuranceNumber).toBe(expected);
  });

  test('thẻ BHYT mang tên, ngày sinh khác thì nhắc', () => {
    const { warnings } = gatherFacts([identity, insurance('Lê Thị Khác', '05/10/1990')], {});
    expect(warnings.map((issue) => issue.details?.coding?.[0]?.code)).toEqual([
      'patient-index.cardNameDiffers',
      'patient-index.cardBirthDiffers',
    ]);
  });

  test('nhập tay khác thẻ căn cước thì nhắc', () => {
    const { warnings } = gatherFacts([identity], { name: 'Nguyễn Văn Ân Ân', birthDate: '05/10/1990' });
    expect(warnings).toHaveLength(2);
  });

  test('hai số định danh khác nhau thì từ chối; số điện thoại lạ thì từ chối', () => {
    expect(() => gatherFacts([identity], { personalNumber: '099090000124' })).toThrow(
      expect.objectContaining({ code: 'patient-index.twoPersons' }),
    );
    expect(() => gatherFacts([], { phone: 'gọi sau' })).toThrow(
      expect.objectContaining({ code: 'patient-index.phoneUnreadable' }),
    );
  });

  test('điền thêm điều hồ sơ chưa biết, không sửa điều đã biết', () => {
    const { facts: found } = gatherFacts([identity, insurance('Nguyễn Văn Ẩn')], {
      address: 'Nơi khác',
      phone: '0000000999',
    });
    const completed = completePatient({ ...noNumber, gender: undefined }, found);
    expect(completed.identifier?.map(({ value }) => value)).toEqual([
      'BN-2',
      '099090000123',
      '9901987654',
      '990000001',
    ]);
    expect(completed).toMatchObject({ gender: 'male', telecom: noNumber.telecom, address: noNumber.address });
    const ethnicity = facts({ ethnicity: '01', occupation: '00' });
    const filled = completePatient(completePatient(an, ethnicity), facts({ ethnicity: '02' }));
    expect(filled.extension).toMatchObject([
      { url: extensions.ethnicity, valueCodeableConcept: { coding: [{ code: '01' }] } },
      { url: extensions.occupation },
    ]);
    expect(completePatient(an, facts({ personalNumber: '099090000777' })).identifier).toEqual(an.identifier);
  });

  test('thẻ ghi số đang dùng là số đã hủy: số mới thành số đang dùng, số cũ giữ lại là số cũ', () => {
    const reissued = completePatient(an, facts({ personalNumber: '099090000777', oldNumbers: ['099090000123'] }));
    expect(identifierValue(reissued, identifierSystems.personalNumber)).toBe('099090000777');
    expect(reissued.identifier).toContainEqual({
      use: 'old',
      system: identifierSystems.personalNumber,
      value: '099090000123',
    });
    const onlyOld = { identifier: [{ use: 'old' as const, system: identifierSystems.personalNumber, value: '1' }] };
    expect(identifierValue(onlyOld, identifierSystems.personalNumber)).toBeUndefined();
  });

  test('dân tộc, nghề nghiệp, quốc tịch, tỉnh, xã theo mã', () => {
    const patient = draftPatient(
      facts({ ...self, ethnicity: '01', occupation: '00', nationality: '000', province: '99', commune: '99001' }),
    );
    expect(patient.extension?.map(({ url }) => url)).toEqual([
      extensions.ethnicity,
      extensions.occupation,
      extensions.nationality,
    ]);
    expect(patient.address?.[0]?.extension?.map(({ url }) => url)).toEqual([extensions.province, extensions.commune]);
  });
});

test('tìm ứng viên chỉ bằng chỉ mục: số, hoặc tên không dấu với năm sinh', () => {
  expect(candidateQueries(facts({}))).toEqual({});
  const { byNumber, byNameAndYear, byNameAndDay } = candidateQueries(
    facts({ ...self, personalNumber: '099090000123' }),
  );
  expect(new URLSearchParams(byNumber).get('identifier')).toBe(`${identifierSystems.personalNumber}|099090000123`);
  expect(new URLSearchParams(byNameAndYear).get('name')).toBe('nguyen van an');
  expect(new URLSearchParams(byNameAndYear).get('birthdate')).toBe('1990');
  expect(new URLSearchParams(byNameAndDay).get('birthdate')).toBe('1990-09-05,1990-05-09');
});
