import { identifierSystems, personName } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { AllergyIntolerance, Encounter, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import type { Enrolled } from './enroll.ts';
import type { Merged } from './merge.ts';

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
const read = (patient: Patient) => hospital.as('registrar').store.read('Patient', patient.id ?? '');
const content = ({ meta: _meta, ...rest }: Patient) => rest;

/** Two records with one personal number: one clerk may merge them. */
async function certainPair(number: string) {
  const store = hospital.as('registrar').store;
  const [source, target] = [await store.create(withNumber(number)), await store.create(withNumber(number))];
  return { source, target };
}

test('gộp chắc chắn: hỏi theo hồ sơ nào cũng thấy đủ lượt khám, dị ứng; lượt đang mở đứng nguyên chỗ', async () => {
  const { source, target } = await certainPair('099180000101');
  const open = await write(visitOf(source));
  await write(allergyOf(source));
  const preview = await mergeInto(source, target, { preview: true, reason: '' });
  expect(preview).toMatchObject({
    status: 'preview',
    grade: 'certain',
    count: [
      { kind: 'Encounter', value: 1 },
      { kind: 'AllergyIntolerance', value: 1 },
    ],
  });
  expect(preview.likeness).toContain('Trùng số định danh cá nhân.');
  expect(content(await read(source))).toEqual(content(source));

  const merged = await mergeInto(source, target);
  expect(merged).toMatchObject({ status: 'merged', task: { status: 'completed', reasonCode: { text: 'trùng' } } });
  const nurse = hospital.as('nurse').store;
  for (const { id } of [source, target]) {
    expect(await nurse.search('Encounter', `patient=Patient/${id}`)).toMatchObject([{ id: open.id }]);
    expect(await nurse.search('AllergyIntolerance', `patient=${id}`)).toHaveLength(1);
  }
  // the open visit is still of the record it was opened for: queue, orders and claim go on
  const finished = await nurse.update({ ...open, status: 'finished' });
  expect(finished.subject).toEqual({ reference: `Patient/${source.id}` });
  // the desk that scans the old card gets the record in use
  const found = await hospital.as('registrar').call<Enrolled>('Patient/$enroll', undefined, {
    scan: ['099180000101'],
  });
  expect(found).toMatchObject({ created: false, patient: { id: target.id } });
});

test('bấm lần hai thì thấy đã gộp, không gộp thêm gì', async () => {
  const { source, target } = await certainPair('099180000102');
  await mergeInto(source, target);
  const before = await read(target);
  expect(await mergeInto(source, target)).toMatchObject({ status: 'merged' });
  expect(await read(target)).toEqual(before);
});

test('không chắc chắn thì cần người thứ hai; người thứ nhất bấm lại vẫn là chờ', async () => {
  const [source, target] = [await enter(), await enter()];
  expect(await mergeInto(source, target)).toMatchObject({ status: 'asked', task: { status: 'requested' } });
  expect(await mergeInto(source, target)).toMatchObject({ status: 'asked' });
  expect((await read(source)).active).toBe(true);
  const second = hospital.as('tool');
  expect(await mergeInto(source, target, { preview: true }, second)).toMatchObject({
    task: { requester: { display: 'records-clerk' } },
  });
  expect(await mergeInto(source, target, {}, second)).toMatchObject({ status: 'merged' });
  expect((await read(source)).active).toBe(false);
});

test('gộp bị từ chối: chính nó, hồ sơ đã ngừng, không lý do, hồ sơ vừa đổi', async () => {
  const { source, target } = await certainPair('099180000104');
  await expect(mergeInto(source, source)).rejects.toMatchObject({ code: 'patient-index.mergeItself' });
  await expect(mergeInto(source, target, { reason: ' ' })).rejects.toMatchObject({
    code: 'patient-index.mergeReason',
  });
  const seen = { 'source-version': source.meta?.versionId, 'target-version': target.meta?.versionId };
  await hospital.as('registrar').store.update({ ...target, gender: 'other' });
  await expect(mergeInto(source, target, seen)).rejects.toMatchObject({
    code: 'patient-index.mergeChanged',
    status: 409,
  });
  const gone = await enter({ active: false });
  await expect(mergeInto(gone, target)).rejects.toMatchObject({ code: 'patient-index.mergeInactive' });
  await expect(mergeInto(source, gone)).rejects.toMatchObject({ code: 'patient-index.mergeInactive' });
});
