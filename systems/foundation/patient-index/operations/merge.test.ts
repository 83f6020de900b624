import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import { allergyOf, content, recordsToMerge, visitOf } from '../stories/records-to-merge-for-tests.ts';
import type { Enrolled } from './enroll.ts';

let hospital: TestHospital;
let records: ReturnType<typeof recordsToMerge>;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
  records = recordsToMerge(hospital);
});
afterAll(() => hospital.close());

test('gộp chắc chắn: hỏi theo hồ sơ nào cũng thấy đủ lượt khám, dị ứng; lượt đang mở đứng nguyên chỗ', async () => {
  const { source, target } = await records.certainPair('099180000101');
  const open = await records.write(visitOf(source));
  await records.write(allergyOf(source));
  const preview = await records.mergeInto(source, target, { preview: true, reason: '' });
  expect(preview).toMatchObject({
    status: 'preview',
    grade: 'certain',
    count: [
      { kind: 'Encounter', value: 1 },
      { kind: 'AllergyIntolerance', value: 1 },
    ],
  });
  expect(preview.likeness).toContain('Trùng số định danh cá nhân.');
  expect(content(await records.read(source))).toEqual(content(source));

  const merged = await records.mergeInto(source, target);
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
  const { source, target } = await records.certainPair('099180000102');
  await records.mergeInto(source, target);
  const before = await records.read(target);
  expect(await records.mergeInto(source, target)).toMatchObject({ status: 'merged' });
  expect(await records.read(target)).toEqual(before);
});

test('không chắc chắn thì cần người thứ hai; người thứ nhất bấm lại vẫn là chờ', async () => {
  const [source, target] = [await records.enter(), await records.enter()];
  expect(await records.mergeInto(source, target)).toMatchObject({ status: 'asked', task: { status: 'requested' } });
  expect(await records.mergeInto(source, target)).toMatchObject({ status: 'asked' });
  expect((await records.read(source)).active).toBe(true);
  const second = hospital.as('tool');
  expect(await records.mergeInto(source, target, { preview: true }, second)).toMatchObject({
    task: { requester: { display: 'records-clerk' } },
  });
  expect(await records.mergeInto(source, target, {}, second)).toMatchObject({ status: 'merged' });
  expect((await records.read(source)).active).toBe(false);
});

test('gộp bị từ chối: chính nó, hồ sơ đã ngừng, không lý do, hồ sơ vừa đổi', async () => {
  const { source, target } = await records.certainPair('099180000104');
  await expect(records.mergeInto(source, source)).rejects.toMatchObject({ code: 'patient-index.mergeItself' });
  await expect(records.mergeInto(source, target, { reason: ' ' })).rejects.toMatchObject({
    code: 'patient-index.mergeReason',
  });
  const seen = { 'source-version': source.meta?.versionId, 'target-version': target.meta?.versionId };
  await hospital.as('registrar').store.update({ ...target, gender: 'other' });
  await expect(records.mergeInto(source, target, seen)).rejects.toMatchObject({
    code: 'patient-index.mergeChanged',
    status: 409,
  });
  const gone = await records.enter({ active: false });
  await expect(records.mergeInto(gone, target)).rejects.toMatchObject({ code: 'patient-index.mergeInactive' });
  await expect(records.mergeInto(source, gone)).rejects.toMatchObject({ code: 'patient-index.mergeInactive' });
});
