import { identifierSystems, personName } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { AllergyIntolerance, Encounter, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import type { Merged } from './merge.ts';
import type { Unmerged } from './unmerge.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

let counter = 100;
const newNumber = () => {
  counter += 1;
  return `BN-${counter}`;
};
const person = (more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  active: true,
  identifier: [{ use: 'usual', system: identifierSystems.patientNumber, value: newNumber() }],
  name: [personName('Nguyễn Thị Gộp')],
  gender: 'female',
  birthDate: '1980-02-03',
  ...more,
});
const enter = (more: Partial<Patient> = {}) => hospital.as('registrar').store.create(person(more));
const visitOf = (patient: Patient): Encounter => ({
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: `Patient/${patient.id}` },
});
const allergyOf = (patient: Patient): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  patient: { reference: `Patient/${patient.id}` },
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  code: { text: 'Penicillin' },
});
const write = <R extends Encounter | AllergyIntolerance>(resource: R) => hospital.as('tool').store.create(resource);
const withNumber = (value: string, more: Partial<Patient> = {}) =>
  person({
    ...more,
    identifier: [...(person().identifier ?? []), { use: 'official', system: identifierSystems.personalNumber, value }],
  });

const clerk = () => hospital.as('records-clerk');
const mergeInto = (source: Patient, target: Patient, more: object = {}, by = clerk()) =>
  by.call<Merged>('Patient/$merge', undefined, { source: source.id, target: target.id, reason: 'trùng', ...more });
const unmergeOf = (source: Patient, more: object = {}) =>
  clerk().call<Unmerged>('Patient/$unmerge', `Patient/${source.id}`, { reason: 'nhầm người', ...more });
const read = (patient: Patient) => hospital.as('registrar').store.read('Patient', patient.id ?? '');
const content = ({ meta: _meta, ...rest }: Patient) => rest;

/** Two records with one personal number: one clerk may merge them. */
async function certainPair(number: string) {
  const store = hospital.as('registrar').store;
  const [source, target] = [await store.create(withNumber(number)), await store.create(withNumber(number))];
  return { source, target };
}

test('gỡ gộp: hai hồ sơ như trước; những gì ghi sau khi gộp được kể ra và ở lại, trừ khi người chuyển', async () => {
  const { source, target } = await certainPair('099180000103');
  const old = await write(visitOf(source));
  hospital.tick(5);
  await mergeInto(source, target);
  hospital.tick(5);
  const [later, theirs] = [await write(visitOf(target)), await write(allergyOf(target))];
  await hospital.as('registrar').store.update({ ...(await read(target)), maritalStatus: { text: 'Đã kết hôn' } });
  const preview = await unmergeOf(source, { preview: true, reason: '' });
  const [visit, allergy] = [`Encounter/${later.id}`, `AllergyIntolerance/${theirs.id}`];
  expect([...preview.stays].sort()).toEqual([allergy, visit].sort());

  const free = await unmergeOf(source, { move: [visit] });
  expect(free.stays).toEqual([allergy]);
  expect(content(await read(source))).toEqual(content(source));
  expect(content(await read(target))).toEqual({ ...content(target), maritalStatus: { text: 'Đã kết hôn' } });
  const store = hospital.as('nurse').store;
  const visits = await store.search('Encounter', `patient=${source.id}`);
  expect(visits.map(({ id }) => id).sort()).toEqual([old.id, later.id].sort());
  expect(await store.search('AllergyIntolerance', `patient=${source.id}`)).toEqual([]);
  expect(await mergeInto(source, target)).toMatchObject({ status: 'merged' });
});

test('gỡ gộp bị từ chối: chưa gộp, gộp ở nơi khác, không lý do, chuyển thứ không ghi sau khi gộp', async () => {
  const { source, target } = await certainPair('099180000105');
  await expect(unmergeOf(source)).rejects.toMatchObject({ code: 'patient-index.notMerged' });
  await mergeInto(source, target);
  await expect(unmergeOf(source, { reason: '' })).rejects.toMatchObject({ code: 'patient-index.mergeReason' });
  await expect(unmergeOf(source, { move: ['Encounter/khong-co'] })).rejects.toMatchObject({
    code: 'patient-index.notSinceMerge',
  });
  const foreign = await enter({
    active: false,
    link: [{ type: 'replaced-by', other: { reference: `Patient/${target.id}` } }],
  });
  await expect(unmergeOf(foreign)).rejects.toMatchObject({ code: 'patient-index.notMergedHere' });
});
