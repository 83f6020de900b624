import { DESTRUCTION_LIST, visitByNumber } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { List } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { approveDestruction } from './approve-destruction.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
  await hospital.as('tool').store.update({ resourceType: 'Practitioner', id: 'data-officer' });
});
afterAll(() => hospital.close());

const propose = (more: Partial<List> = {}) =>
  hospital.as('tool').store.create<List>({
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    code: { coding: [DESTRUCTION_LIST] },
    entry: [{ item: visitByNumber('v1') }],
    ...more,
  });
const approve = (role: string, { id }: List) => hospital.as(role).call(approveDestruction, `List/${id}`);

test('hai người khác nhau duyệt, mỗi người một lần, tên và giờ ở lại trong danh mục', async () => {
  const list = await propose();
  expect(await approve('records-clerk', list)).toEqual({ approvals: 1 });
  await expect(approve('records-clerk', list)).rejects.toMatchObject({ code: 'medical-record.approvedBefore' });
  expect(await approve('data-officer', list)).toEqual({ approvals: 2 });
  const read = await hospital.as('records-clerk').store.read('List', list.id ?? '');
  expect(read.note?.map(({ authorReference, time }) => [authorReference?.reference, time])).toEqual([
    ['Practitioner/records-clerk', '2026-03-02T07:30:00+07:00'],
    ['Practitioner/data-officer', '2026-03-02T07:30:00+07:00'],
  ]);
});

test('danh mục khác, hay đã xong, thì không duyệt', async () => {
  const refused = { code: 'medical-record.notADestructionList' };
  await expect(approve('records-clerk', await propose({ code: { text: 'Thuốc' } }))).rejects.toMatchObject(refused);
  await expect(approve('records-clerk', await propose({ status: 'retired' }))).rejects.toMatchObject(refused);
});
