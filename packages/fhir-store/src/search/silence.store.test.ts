import type { FhirResource, Reference } from 'fhir/r4';
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

const elsewhere = 'https://noi-khac.example/fhir/R4';
const task = (id: string, owner: Reference): FhirResource => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  owner,
});
const order = (id: string, reference: string): FhirResource => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference },
});

const pointing: readonly FhirResource[] = [
  task('theo-so', { identifier: { value: '12345' } }),
  task('theo-ten', { display: 'Khoa Nội' }),
  { resourceType: 'Task', id: 'khong-ai', status: 'requested', intent: 'order' },
  order('nguoi-noi-khac', `${elsewhere}/Patient/p`),
  order('nhom-noi-khac', `${elsewhere}/Group/g/_history/2`),
  order('ten-noi-khac', `${elsewhere}/SubPatient/Patient`),
  { resourceType: 'Library', id: 'goc', status: 'active', type: {}, url: 'https://vi-du.example/Library/goc' },
  {
    resourceType: 'Library',
    id: 'theo-dia-chi',
    status: 'active',
    type: {},
    relatedArtifact: [{ type: 'depends-on', resource: 'Library/goc|1.0' }],
  },
  {
    resourceType: 'Library',
    id: 'theo-ten-rieng',
    status: 'active',
    type: {},
    relatedArtifact: [{ type: 'depends-on', resource: 'https://vi-du.example/Library/goc' }],
  },
  {
    resourceType: 'Library',
    id: 'tu-chua',
    status: 'active',
    type: {},
    relatedArtifact: [{ type: 'depends-on', resource: '#ben-trong' }],
  },
];

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, { base: () => door });
  for (const resource of [...resources, ...pointing]) await store.update(everyone, resource);
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

test.each([
  ['Task?owner:missing=true', ['khong-ai']],
  ['Task?owner:missing=false', ['theo-so', 'theo-ten']],
  ['Task?owner:identifier=12345', ['theo-so']],
])('chỉ có số định danh hay chỉ có tên vẫn là có ghi: %s', async (query, expected) => {
  const [type = '', text = ''] = query.split('?');
  expect(await ids(type as ResourceType, text)).toEqual(expected);
});

test.each([
  ['patient:missing=false', ['nguoi-noi-khac']],
  ['patient:missing=true', ['nhom-noi-khac', 'ten-noi-khac']],
  [`patient=${elsewhere}/Patient/p`, ['nguoi-noi-khac']],
  [`patient=${elsewhere}/Group/g/_history/2`, []],
  [`subject=${elsewhere}/Group/g/_history/2`, ['nhom-noi-khac']],
])('địa chỉ ở nơi khác nói loại của hồ sơ nó dẫn tới: ServiceRequest?%s', async (query, expected) => {
  expect(await ids('ServiceRequest', query)).toEqual(expected);
});

test.each([
  ['depends-on=Library/goc', ['theo-dia-chi']],
  ['depends-on=goc', ['theo-dia-chi']],
  ['depends-on:Library=goc', ['theo-dia-chi']],
  [`depends-on=${door}/Library/goc`, ['theo-dia-chi']],
  ['depends-on:Library._id=goc', ['theo-dia-chi']],
  ['depends-on=https://vi-du.example/Library/goc', ['theo-ten-rieng']],
  ['depends-on:missing=false', ['theo-dia-chi', 'theo-ten-rieng', 'tu-chua']],
  ['_has:Library:depends-on:_id=theo-dia-chi', ['goc']],
])('canonical là địa chỉ ngắn thì dẫn tới hồ sơ ở đây: Library?%s', async (query, expected) => {
  expect(await ids('Library', query)).toEqual(expected);
});

test.each(['Binary', 'Bundle', 'Parameters'] as const)('%s không có phần đọc được nên không có _text', async (type) => {
  const page = await store.search(everyone, type, new URLSearchParams({ _text: 'x' }));
  expect(page.ignored).toEqual(['_text']);
});
