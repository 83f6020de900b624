import type { Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { completePerson, marksOf, newPerson, type PersonFacts } from './complete-person.ts';

const number = { system: 'urn:so', value: 'A1' };
const facts: PersonFacts = {
  identifiers: [number, { system: 'urn:the', value: '9' }],
  name: { text: 'Nguyễn Văn An' },
  birthDate: '1980-05-09',
  gender: 'male',
  telecom: [{ system: 'phone', value: '0000000901' }],
  address: { text: '12 Phố Mẫu' },
  deceased: undefined,
};
const known: Patient = { resourceType: 'Patient', id: 'an', identifier: [number], birthDate: '1980', gender: 'male' };

test('nơi khác chỉ bổ sung chỗ trống; số được thêm, không số nào mất', () => {
  expect(completePerson(known, facts, false)).toEqual({
    ...known,
    identifier: facts.identifiers,
    name: [facts.name],
    telecom: facts.telecom,
    address: [facts.address],
  });
});

test('nơi quản lý người bệnh thì được sửa', () => {
  expect(completePerson(known, facts, true)?.birthDate).toBe('1980-05-09');
  const blank = { ...facts, name: undefined, birthDate: undefined, gender: undefined, telecom: [], address: undefined };
  expect(completePerson(known, { ...blank, identifiers: [number] }, true)).toBeUndefined();
});

test('đã biết đủ thì không ghi gì', () => {
  const full = newPerson('an', facts, undefined);
  expect(completePerson(full, facts, false)).toBeUndefined();
});

test('đã mất: ghi một lần, nơi khác không đổi lại', () => {
  expect(completePerson(known, { ...facts, deceased: true }, false)?.deceasedBoolean).toBe(true);
  const gone = newPerson('an', { ...facts, deceased: '2026-03-01' }, undefined);
  expect(gone.deceasedDateTime).toBe('2026-03-01');
  expect(completePerson(gone, { ...facts, deceased: '2026-03-02' }, false)).toBeUndefined();
});

test('dấu để nhận ra người: số, tên, ngày sinh', () => {
  expect(marksOf(facts)).toEqual({ identifiers: facts.identifiers, name: 'Nguyễn Văn An', birthDate: '1980-05-09' });
  expect(marksOf({ ...facts, name: undefined, birthDate: undefined })).toEqual({ identifiers: facts.identifiers });
});
