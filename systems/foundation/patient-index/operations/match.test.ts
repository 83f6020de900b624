import { codeSystems, extensions, identifierSystems, personName } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Bundle, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

const commune = (code: string) => ({ url: extensions.commune, valueCoding: { system: codeSystems.commune, code } });
const an: Patient = {
  resourceType: 'Patient',
  active: true,
  identifier: [{ use: 'official', system: identifierSystems.personalNumber, value: '099090000123' }],
  name: [personName('Nguyễn Văn Ẩn')],
  gender: 'male',
  birthDate: '1990-09-05',
  telecom: [{ system: 'phone', value: '0000000101' }],
  address: [{ extension: [commune('99901')] }],
};
const twin: Patient = {
  ...an,
  identifier: [{ use: 'official', system: identifierSystems.personalNumber, value: '099090000124' }],
  name: [personName('Nguyễn Văn Bình')],
};

let hospital: TestHospital;
let known: Patient;
beforeAll(async () => {
  const reform = {
    system: codeSystems.commune,
    code: '99902',
    display: 'Xã Mới',
    properties: { formerly: '99901 99903' },
  };
  hospital = await openTestHospital([patientIndex], { concepts: [reform] });
  known = await hospital.as('registrar').store.create(an);
  await hospital.as('registrar').store.create(twin);
});
afterAll(() => hospital.close());

const match = (resource: Patient, more: object = {}) =>
  hospital.as('registrar').call<Bundle>('Patient/$match', undefined, { resource, ...more });

const shown = ({ entry = [] }: Bundle) =>
  entry.map(({ resource, search }) => [
    resource?.id === known.id ? 'An' : 'sinh đôi',
    search?.extension?.find(({ url }) => url === extensions.matchGrade)?.valueCode,
  ]);

test('chắc chắn đứng đầu, sinh đôi chỉ là có thể; mỗi người có điểm và lời', async () => {
  const found = await match(an);
  expect(found).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 2 });
  expect(shown(found)).toEqual([
    ['An', 'certain'],
    ['sinh đôi', 'possible'],
  ]);
  expect(found.entry?.[0]?.search).toMatchObject({ mode: 'match', score: 1 });
  expect(found.entry?.[0]?.search?.extension).toContainEqual({
    url: extensions.matchReason,
    valueString: 'Trùng số định danh cá nhân.',
  });
});

test('chỉ lấy người chắc chắn, hoặc một người đầu', async () => {
  expect(shown(await match(an, { onlyCertainMatches: true }))).toEqual([['An', 'certain']]);
  expect(shown(await match(an, { count: 1 }))).toEqual([['An', 'certain']]);
});

test.each<[string, Partial<Patient>]>([
  ['tên gõ Telex, ngày tháng đảo', { name: [{ text: 'Nguyeenx Vawn Aarn' }], birthDate: '1990-05-09' }],
  ['tên đảo thứ tự', { name: [{ text: 'Ẩn Nguyễn Văn' }] }],
  ['chỉ có năm sinh, không dấu', { name: [{ text: 'nguyen van an' }], birthDate: '1990' }],
  ['mã xã mới, không điện thoại', { telecom: [], address: [{ extension: [commune('99902')] }] }],
])('không giấy tờ: %s', async (_what, more) => {
  const { identifier: _none, ...rest } = an;
  expect(shown(await match({ ...rest, ...more }))[0]).toEqual(['An', 'probable']);
});

test('không ai giống: danh sách rỗng; chính hồ sơ đang hỏi không tự trùng với mình', async () => {
  const nobody = await match({ resourceType: 'Patient', name: [{ text: 'Lê Thị Khác' }], birthDate: '1955-01-17' });
  expect(nobody).toEqual({ resourceType: 'Bundle', type: 'searchset', total: 0 });
  expect(shown(await match(known))).toEqual([['sinh đôi', 'possible']]);
});

test('hỏi mà không có gì, hoặc xin quá nhiều, thì bị từ chối', async () => {
  await expect(match({ resourceType: 'Patient', gender: 'male' })).rejects.toMatchObject({
    code: 'patient-index.nothingToMatch',
  });
  await expect(match(an, { count: 0 })).rejects.toMatchObject({ code: 'patient-index.matchCount' });
  await expect(match(an, { count: 101 })).rejects.toMatchObject({ code: 'patient-index.matchCount' });
});

test('hai hồ sơ đều chắc chắn: không chọn thay người', async () => {
  const again = await hospital
    .as('registrar')
    .store.create({ ...an, telecom: [{ system: 'phone', value: '0000000102' }] });
  await expect(match(an, { onlyCertainMatches: true })).rejects.toMatchObject({
    code: 'patient-index.severalCertain',
  });
  await hospital.as('tool').store.delete('Patient', again.id ?? '');
});
