import type { Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore, ResourceType } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
let record: TestRecord;
let store: FhirStore;
const everybody = testCaller();
const limited = (value: string, parameter = 'category') =>
  testCaller((type) => (type === 'Observation' ? { codes: [{ parameter, value }] } : 'all'));
const laboratory = limited(`${CATEGORY}|laboratory`);

const result = (id: string, category: string, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ system: CATEGORY, code: category }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: 'Patient/an' },
  ...more,
});

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  await store.update(everybody, { resourceType: 'Patient', id: 'an' });
  await store.update(everybody, result('xn', 'laboratory'));
  await store.update(everybody, result('mach', 'vital-signs', { derivedFrom: [{ reference: 'Observation/xn' }] }));
  await store.update(everybody, result('hoi', 'survey', { status: 'preliminary' }));
  // was a vital sign, is a laboratory result
  await store.update(everybody, result('doi', 'vital-signs'));
  await store.update(everybody, result('doi', 'laboratory'));
});
afterAll(() => record.close());

async function ids(type: ResourceType, query: string, caller = laboratory): Promise<string[]> {
  const { matches, included } = await store.search(caller, type, new URLSearchParams(query));
  return [...matches, ...included].map(({ id }) => id).sort();
}

describe('chỉ được xem những mã này', () => {
  test.each([
    ['Observation', '', ['doi', 'xn']],
    ['Observation', 'status=final&_sort=-date', ['doi', 'xn']],
    ['Observation', '_id=mach', []],
    ['Observation', 'derived-from=Observation/xn', []],
    ['Observation', '_id=xn&_revinclude=Observation:derived-from', ['xn']],
    ['Patient', '_id=an&_revinclude=Observation:subject', ['an', 'doi', 'xn']],
    ['Patient', '_has:Observation:patient:status=preliminary', []],
    ['Patient', '_has:Observation:patient:status=final', ['an']],
  ] as const)('%s?%s', async (type, query, expected) => {
    expect(await ids(type, query)).toEqual(expected);
    const { total } = await store.search(laboratory, type, new URLSearchParams(`${query}&_total=accurate`));
    const matched = expected.filter((id) => (id === 'an') === (type === 'Patient'));
    expect(total).toBe(matched.length);
  });

  test.each([
    ['laboratory', 'category', ['doi', 'xn']],
    [`${CATEGORY}|`, 'category', ['doi', 'hoi', 'mach', 'xn']],
    ['|laboratory', 'category', []],
    ['http://khac|laboratory', 'category', []],
    ['preliminary', 'status', ['hoi']],
    ['http://hl7.org/fhir/observation-status|preliminary', 'status', ['hoi']],
    ['laboratory', 'khong-co', []],
  ])('%s của %s, khi tìm và khi đọc từng bản', async (value, parameter, expected) => {
    const caller = limited(value, parameter);
    expect(await ids('Observation', '', caller)).toEqual(expected);
    for (const id of ['xn', 'mach', 'hoi', 'doi'])
      if (expected.includes(id))
        expect((await store.vread(caller, 'Observation', id, id === 'doi' ? 2 : 1)).id).toBe(id);
      else await expect(store.vread(caller, 'Observation', id, 1)).rejects.toMatchObject({ status: 404 });
  });

  test('đọc, lịch sử, tất cả của một người: như không có', async () => {
    await expect(store.read(laboratory, 'Observation', 'mach')).rejects.toMatchObject({ status: 404 });
    expect((await store.read(laboratory, 'Observation', 'xn')).id).toBe('xn');
    await expect(store.vread(laboratory, 'Observation', 'doi', 1)).rejects.toMatchObject({ status: 404 });
    const history = await store.history(laboratory, { type: 'Observation' }, new URLSearchParams());
    expect(history.entries.map(({ stored }) => `${stored.id} ${stored.version}`).sort()).toEqual(['doi 2', 'xn 1']);
    const all = await store.everything(laboratory, 'Patient', 'an', new URLSearchParams());
    const found = [...all.matches, ...all.included].filter(({ type }) => type === 'Observation').map(({ id }) => id);
    expect(found.sort()).toEqual(['doi', 'xn']);
  });

  test('ghi: chỉ những mã ấy, và không đổi sang mã khác', async () => {
    const { id: _id, ...made } = result('moi', 'laboratory');
    expect((await store.create(laboratory, made)).status).toBe(201);
    const { id: _other, ...sign } = result('moi', 'vital-signs');
    await expect(store.create(laboratory, sign)).rejects.toMatchObject({ status: 403 });
    await expect(store.update(laboratory, result('mach', 'laboratory'))).rejects.toMatchObject({ status: 404 });
    await expect(store.update(laboratory, result('xn', 'vital-signs'))).rejects.toMatchObject({ status: 403 });
  });
});
