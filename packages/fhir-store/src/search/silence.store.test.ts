import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore, ResourceType } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();
const door = 'https://benhvien.example/fhir/R4';

const resources: readonly FhirResource[] = [
  { resourceType: 'Patient', id: 'chua-ghi' },
  { resourceType: 'Patient', id: 'con-song', deceasedBoolean: false },
  { resourceType: 'Patient', id: 'da-mat', deceasedDateTime: '2025-02-03' },
  { resourceType: 'Patient', id: 'da-mat-2', deceasedBoolean: true },
  { resourceType: 'Flag', id: 'cua-nguoi', status: 'active', code: {}, subject: { reference: 'Patient/con-song' } },
  { resourceType: 'Flag', id: 'cua-nhom', status: 'active', code: {}, subject: { reference: 'Group/nhom' } },
];

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, { base: () => door });
  for (const resource of resources) await store.update(everyone, resource);
});
afterAll(() => record.close());

async function ids(type: ResourceType, query: string): Promise<string[]> {
  const page = await store.search(everyone, type, new URLSearchParams(query));
  return page.matches.map(({ id }) => id).sort();
}

const all = ['chua-ghi', 'con-song', 'da-mat', 'da-mat-2'];

test.each([
  ['deceased=false', ['chua-ghi', 'con-song']],
  ['deceased=true', ['da-mat', 'da-mat-2']],
  ['deceased:not=true', ['chua-ghi', 'con-song']],
  ['deceased:not=false', ['da-mat', 'da-mat-2']],
  ['deceased=true,false', all],
  ['deceased:not=true,false', []],
  ['deceased:missing=true', []],
  ['deceased:missing=false', all],
  ['_id:missing=false', all],
  ['_lastUpdated:missing=true', []],
])('người không ghi gì về tử vong là người còn sống: Patient?%s', async (query, expected) => {
  expect(await ids('Patient', query)).toEqual(expected);
});

test('tham số chỉ nói về người bệnh thì thiếu ở bản ghi của một nhóm', async () => {
  expect(await ids('Flag', 'patient:missing=true')).toEqual(['cua-nhom']);
  expect(await ids('Flag', 'patient:missing=false')).toEqual(['cua-nguoi']);
  expect(await ids('Flag', 'subject:missing=true')).toEqual([]);
});

test('địa chỉ đầy đủ của chính nơi này cũng là địa chỉ ngắn', async () => {
  expect(await ids('Flag', `subject=${door}/Patient/con-song`)).toEqual(['cua-nguoi']);
  expect(await ids('Flag', 'subject=https://noi-khac.example/fhir/R4/Patient/con-song')).toEqual([]);
});
