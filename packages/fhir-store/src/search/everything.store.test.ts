import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Caller, FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';
import { ward } from './search-ward.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  for (const resource of ward) await store.update(everyone, resource);
});
afterAll(() => record.close());

async function everything(at: string, query = '', caller: Caller = everyone) {
  const [type = '', id = ''] = at.split('/');
  const kind = type === 'Encounter' ? 'Encounter' : 'Patient';
  const page = await store.everything(caller, kind, id, new URLSearchParams(query));
  const name = (stored: { type: string; id: string }) => `${stored.type}/${stored.id}`;
  return { ...page, keys: page.matches.map(name), extra: page.included.map(name) };
}

test('toàn bộ hồ sơ của một người: chính người đó trước, rồi những gì thuộc về họ', async () => {
  const { keys, extra } = await everything('Patient/a');
  expect(keys).toEqual(['Patient/a', 'Encounter/e1', 'Observation/o1', 'Observation/o3']);
  expect(extra).toEqual(['Practitioner/p1']);
});

test('toàn bộ một lượt khám', async () => {
  const { keys, extra } = await everything('Encounter/e1');
  expect(keys).toEqual(['Encounter/e1', 'Observation/o1']);
  expect(extra.toSorted()).toEqual(['Patient/a', 'Practitioner/p1']);
});

test('từng trang, theo loại, theo thời điểm', async () => {
  const first = await everything('Patient/a', '_count=3');
  const rest = await everything('Patient/a', `_count=3&_cursor=${first.next}`);
  expect([...first.keys, ...rest.keys]).toEqual((await everything('Patient/a')).keys);
  expect(rest.next).toBeUndefined();
  expect((await everything('Patient/a', '_type=Encounter')).keys).toEqual(['Patient/a', 'Encounter/e1']);
  expect((await everything('Patient/a', '_since=2999')).keys).toEqual([]);
});

test('hồ sơ nghìn rưỡi kết quả, máy chủ để nguyên cấu hình: hết các trang là đủ, không thừa không thiếu', async () => {
  await store.update(everyone, { resourceType: 'Patient', id: 'day' });
  const entry = Array.from({ length: 1500 }, (_, at) => ({
    resource: {
      resourceType: 'Observation' as const,
      id: `day-${at}`,
      status: 'final' as const,
      code: { text: 'Mạch' },
      subject: { reference: 'Patient/day' },
    },
    request: { method: 'PUT' as const, url: `Observation/day-${at}` },
  }));
  await store.bundle(everyone, { resourceType: 'Bundle', type: 'transaction', entry });
  const keys: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await everything('Patient/day', `_count=400${cursor && `&_cursor=${cursor}`}`);
    keys.push(...page.keys);
    cursor = page.next;
  }
  expect(keys).toHaveLength(1501);
  expect(new Set(keys)).toEqual(new Set(['Patient/day', ...entry.map(({ request }) => request.url)]));
});

test('ngoài quyền: người khác là 404, loại bị cấm không có mặt', async () => {
  await expect(everything('Patient/b', '', testCaller({ patients: ['a'] }))).rejects.toMatchObject({ status: 404 });
  const { keys, extra } = await everything('Patient/a', '', testCaller({ patients: ['a'] }));
  expect(keys).toEqual(['Patient/a', 'Encounter/e1', 'Observation/o1', 'Observation/o3']);
  expect(extra).toEqual([]);
  const withoutResults = testCaller((type) => (type === 'Observation' ? 'none' : 'all'));
  expect((await everything('Patient/a', '', withoutResults)).keys).toEqual(['Patient/a', 'Encounter/e1']);
});

test('câu hỏi sai: 400; người không có: 404', async () => {
  for (const query of ['_type=Khong', '_since=x', '_cursor=abc', '_count=-1']) {
    await expect(everything('Patient/a', query), query).rejects.toMatchObject({ status: 400 });
  }
  await expect(everything('Patient/khong-co')).rejects.toMatchObject({ status: 404 });
});

test('theo ngày chăm sóc: từ ngày, đến ngày; người bệnh thì luôn có', async () => {
  expect((await everything('Patient/a', 'start=2026-03-03')).keys).toEqual(['Patient/a', 'Observation/o3']);
  expect((await everything('Patient/a', 'end=2026-03-02')).keys).toEqual([
    'Patient/a',
    'Encounter/e1',
    'Observation/o1',
  ]);
  expect((await everything('Patient/a', 'start=2026-03-02&end=2026-03-03')).keys).toHaveLength(4);
  expect((await everything('Patient/a', '_type=Encounter&_type=Condition')).keys).toEqual([
    'Patient/a',
    'Encounter/e1',
  ]);
  await expect(everything('Patient/a', 'start=hom-qua')).rejects.toMatchObject({ status: 400 });
});

test('tìm trong ngăn của một người bệnh, một lượt khám, một người hành nghề', async () => {
  const within = async (
    of: 'Patient' | 'Encounter' | 'Practitioner',
    id: string,
    type: 'Observation' | 'Encounter',
    query = '',
    caller = everyone,
  ) => {
    const { matches } = await store.search(caller, type, new URLSearchParams(query), { compartment: { type: of, id } });
    return matches.map((stored) => stored.id).toSorted();
  };
  expect(await within('Patient', 'a', 'Observation')).toEqual(['o1', 'o3']);
  expect(await within('Patient', 'a', 'Observation', 'code=2823-3')).toEqual(['o3']);
  expect(await within('Encounter', 'e1', 'Observation')).toEqual(['o1']);
  expect(await within('Practitioner', 'p1', 'Encounter')).toEqual(['e1', 'e2']);
  expect(await within('Patient', 'khong-co', 'Observation')).toEqual([]);
  expect(await within('Patient', 'b', 'Observation', '', testCaller({ patients: ['a'] }))).toEqual([]);
  await expect(within('Patient', 'a', 'Observation', '', testCaller('none'))).rejects.toMatchObject({ status: 403 });
  const places = store.search(everyone, 'Location', new URLSearchParams(), {
    compartment: { type: 'Patient', id: 'a' },
  });
  await expect(places).rejects.toMatchObject({ status: 400 });
});
