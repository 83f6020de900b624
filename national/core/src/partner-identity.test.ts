import type { Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { identifierSystems, partnerSystem } from './canonical.ts';
import { agreedMarks, declaredIdentifiers, personIn } from './partner-identity.ts';

const number = { system: partnerSystem('his', 'patient'), value: 'A1' };
const card = { system: identifierSystems.personalNumber, value: '099180000001' };
const an: Patient = {
  resourceType: 'Patient',
  id: 'an',
  identifier: [number, card],
  name: [{ text: 'Nguyễn Văn An' }],
  birthDate: '1980-05-09',
};
const marks = { identifiers: [number], name: 'NGUYEN VAN AN', birthDate: '1980-05-09' };

test.each([
  ['tên ngắn đã khai', { value: 'A1', authority: 'BV', universal: '' }, number],
  ['mã toàn cầu đã khai', { value: 'A1', authority: 'lạ', universal: '1.2.3' }, number],
  ['không ghi nơi cấp', { value: '099180000001', authority: '', universal: '' }, card],
  ['nơi cấp chưa khai', { value: 'A1', authority: 'BV2', universal: '' }, undefined],
  ['số rỗng', { value: '', authority: 'BV', universal: '' }, undefined],
])('số giấy tờ chỉ tính khi nơi cấp đã khai ở kênh: %s', (_, written, expected) => {
  const options = { 'authority.BV': 'partner', 'authority.1.2.3': 'partner', 'authority.': 'personal' };
  expect(declaredIdentifiers([written, written], options, 'his')).toEqual(expected === undefined ? [] : [expected]);
});

test.each([
  ['số và cả hai dấu', marks, an],
  ['số và tên đảo thứ tự, không ngày sinh', { identifiers: [number], name: 'An Nguyễn Văn' }, an],
  ['số và năm sinh', { identifiers: [number], birthDate: '1980' }, an],
  ['hai số', { identifiers: [number, card] }, an],
  ['số đúng, ngày sinh khác', { ...marks, birthDate: '1981-05-09' }, 'differ'],
  ['chỉ một số', { identifiers: [number] }, 'differ'],
  ['số đúng, tên khác, không ngày sinh', { identifiers: [number], name: 'Lê Thị Bình' }, 'differ'],
  ['không ai mang số này', marks, 'unknown'],
] as const)('hai dấu phải khớp: %s', (_, told, expected) => {
  expect(personIn(told, expected === 'unknown' ? [] : [an])).toEqual(expected);
});

test('hai hồ sơ mang hai số của bản tin: người phải xem; hồ sơ đã gộp thì nhường', () => {
  const other: Patient = { ...an, id: 'khac', identifier: [card] };
  expect(personIn({ ...marks, identifiers: [number, card] }, [an, other])).toBe('several');
  const merged: Patient = { ...other, link: [{ type: 'replaced-by', other: { reference: 'Patient/an' } }] };
  expect(personIn(marks, [merged, an])).toBe(an);
});

test('dấu nào khớp, dấu nào chống lại', () => {
  expect(agreedMarks({ identifiers: [card], name: 'Lê Bình', birthDate: '1980-05' }, an)).toEqual({
    agree: ['number', 'birth-date'],
    differ: ['name'],
  });
});
