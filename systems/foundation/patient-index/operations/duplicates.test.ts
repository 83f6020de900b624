import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import { recordsToMerge } from '../stories/records-to-merge-for-tests.ts';
import type { Duplicates } from './duplicates.ts';
import type { Enrolled } from './enroll.ts';

let hospital: TestHospital;
let records: ReturnType<typeof recordsToMerge>;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
  records = recordsToMerge(hospital);
});
afterAll(() => hospital.close());

const clerk = () => hospital.as('records-clerk');
const look = (input: object = {}) => clerk().call<Duplicates>('Patient/$duplicates', undefined, input);
const namesOf = ({ pair }: Duplicates) => pair.map(({ patient, other }) => [patient.id, other.id]);
const waiting = () => clerk().store.search('Task', 'code=check-duplicate&status=requested');

const typed = { name: 'Trịnh Thị Giống', birthDate: '02/03/1980', gender: 'female', phone: '0000 000 212' };

test('tìm trong sổ theo từng trang: mỗi cặp thấy một lần, đến hết sổ thì thôi', async () => {
  const { source, target } = await records.certainPair('099180000301');
  await records.enter({ name: [{ text: 'Phạm Văn Riêng' }], birthDate: '1971-01-02' });
  const whole = await look();
  expect(namesOf(whole)).toEqual([[target.id, source.id]]);
  expect(whole).toMatchObject({ looked: 3, pair: [{ grade: 'certain' }] });
  expect(whole.pair[0]?.reason).toContain('Trùng số định danh cá nhân.');
  expect(whole.next).toBeUndefined();
  const first = await look({ count: 1 });
  const second = await look({ count: 2, after: first.next });
  expect([first.looked, second.looked]).toEqual([1, 2]);
  expect([...namesOf(first), ...namesOf(second)]).toEqual(namesOf(whole));
  await records.mergeInto(source, target);
  expect(namesOf(await look())).toEqual([]);
});

test('quầy lập hồ sơ mới cho người giống hồ sơ cũ: cặp vào việc của phòng hồ sơ, gộp xong thì hết việc', async () => {
  const enrol = (input: object) => hospital.as('registrar').call<Enrolled>('Patient/$enroll', undefined, input);
  const { patient: known } = await enrol(typed);
  expect(await waiting()).toEqual([]);
  const { patient: newer } = await enrol({ ...typed, name: 'TRINH THI GIONG', confirmNew: true });
  const [task, ...others] = await waiting();
  expect(others).toEqual([]);
  expect(task).toMatchObject({
    for: { reference: `Patient/${known.id}` },
    focus: { reference: `Patient/${newer.id}` },
    businessStatus: { coding: [{ code: 'probable' }] },
    requester: { display: 'registrar' },
  });
  // what waits on the desk is not found once more
  expect(namesOf(await look())).toEqual([]);
  await records.mergeInto(newer, known);
  expect(await records.mergeInto(newer, known, {}, hospital.as('tool'))).toMatchObject({ status: 'merged' });
  expect(await waiting()).toEqual([]);
});

test.each([0, 51])('mỗi trang từ 1 đến 50 hồ sơ: %d bị từ chối', async (count) => {
  await expect(look({ count })).rejects.toMatchObject({ code: 'patient-index.pageSize' });
});
