import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import { allergyOf, content, recordsToMerge, visitOf } from '../stories/records-to-merge-for-tests.ts';
import type { Unmerged } from './unmerge.ts';

let hospital: TestHospital;
let records: ReturnType<typeof recordsToMerge>;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
  records = recordsToMerge(hospital);
});
afterAll(() => hospital.close());

const unmergeOf = (source: Patient, more: object = {}) =>
  records.clerk().call<Unmerged>('Patient/$unmerge', `Patient/${source.id}`, { reason: 'nhầm người', ...more });

test('gỡ gộp: hai hồ sơ như trước; những gì ghi sau khi gộp được kể ra và ở lại, trừ khi người chuyển', async () => {
  const { source, target } = await records.certainPair('099180000103');
  const old = await records.write(visitOf(source));
  hospital.tick(5);
  await records.mergeInto(source, target);
  hospital.tick(5);
  const [later, theirs] = [await records.write(visitOf(target)), await records.write(allergyOf(target))];
  await hospital
    .as('registrar')
    .store.update({ ...(await records.read(target)), maritalStatus: { text: 'Đã kết hôn' } });
  const preview = await unmergeOf(source, { preview: true, reason: '' });
  const [visit, allergy] = [`Encounter/${later.id}`, `AllergyIntolerance/${theirs.id}`];
  expect([...preview.stays].sort()).toEqual([allergy, visit].sort());

  const free = await unmergeOf(source, { move: [visit] });
  expect(free.stays).toEqual([allergy]);
  expect(content(await records.read(source))).toEqual(content(source));
  expect(content(await records.read(target))).toEqual({ ...content(target), maritalStatus: { text: 'Đã kết hôn' } });
  const store = hospital.as('nurse').store;
  const visits = await store.search('Encounter', `patient=${source.id}`);
  expect(visits.map(({ id }) => id).sort()).toEqual([old.id, later.id].sort());
  expect(await store.search('AllergyIntolerance', `patient=${source.id}`)).toEqual([]);
  expect(await records.mergeInto(source, target)).toMatchObject({ status: 'merged' });
});

test('gỡ gộp bị từ chối: chưa gộp, gộp ở nơi khác, không lý do, chuyển thứ không ghi sau khi gộp', async () => {
  const { source, target } = await records.certainPair('099180000105');
  await expect(unmergeOf(source)).rejects.toMatchObject({ code: 'patient-index.notMerged' });
  await records.mergeInto(source, target);
  await expect(unmergeOf(source, { reason: '' })).rejects.toMatchObject({ code: 'patient-index.mergeReason' });
  await expect(unmergeOf(source, { move: ['Encounter/khong-co'] })).rejects.toMatchObject({
    code: 'patient-index.notSinceMerge',
  });
  const foreign = await records.enter({
    active: false,
    link: [{ type: 'replaced-by', other: { reference: `Patient/${target.id}` } }],
  });
  await expect(unmergeOf(foreign)).rejects.toMatchObject({ code: 'patient-index.notMergedHere' });
});
