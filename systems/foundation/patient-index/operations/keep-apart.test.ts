import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import { recordsToMerge } from '../stories/records-to-merge-for-tests.ts';
import type { Duplicates } from './duplicates.ts';
import type { KeptApart } from './keep-apart.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

const clerk = () => hospital.as('records-clerk');
const look = () => clerk().call<Duplicates>('Patient/$duplicates', undefined, {});
const apart = (one: Patient, other: Patient, reason = 'hai chị em') =>
  clerk().call<KeptApart>('Patient/$keep-apart', undefined, { one: one.id, other: other.id, reason });

test('hai người khác nhau: ghi một lần kèm lý do, cặp ấy không hiện lại', async () => {
  const { source, target } = await recordsToMerge(hospital).certainPair('099180000303');
  expect(await look()).toMatchObject({ pair: [{ patient: { id: target.id }, other: { id: source.id } }] });
  await expect(apart(source, target, ' ')).rejects.toMatchObject({ code: 'patient-index.mergeReason' });
  await expect(apart(source, source)).rejects.toMatchObject({ code: 'patient-index.mergeItself' });
  const { task } = await apart(source, target);
  expect(task).toMatchObject({ status: 'rejected', statusReason: { text: 'hai chị em' } });
  expect((await apart(target, source)).task.id).toBe(task.id);
  expect((await look()).pair).toEqual([]);
});
