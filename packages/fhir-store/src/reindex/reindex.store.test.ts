import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexResource } from '../indexing/index-resource.ts';
import { openStore } from '../open-store.ts';
import { parseStored } from '../parse-json.ts';
import { typeName } from '../resource-types.ts';
import { ward } from '../search/search-ward.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';
import { indexTables } from '../write/write-statement.ts';
import { type ReindexProgress, reindex } from './reindex.ts';

const ZONE = '+07:00';
let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, { zone: ZONE });
  for (const resource of ward) await store.update(everyone, resource);
});
afterAll(() => record.close());

/** As if an older indexer had written them: rows that today's would not make, rows missing, and its mark. */
async function age(): Promise<void> {
  await record.sql.script(`
    insert into idx_token (type, param, system, at, code, id)
      select type, 13, 0, now(), 'cu', id from resource where not deleted;
    insert into idx_quantity (type, param, system, low, high, code, id)
      select type, 9, 0, 1, 1, 'cu', id from resource where not deleted;
    delete from idx_string;
    update resource set indexed = 0;`);
}

const rowCount = async (where = 'true'): Promise<number> => {
  const parts = indexTables.map((table) => `select count(*)::int4 as n from idx_${table} where ${where}`);
  const rows = await record.sql.query<{ n: number }>({ text: parts.join(' union all ') });
  return rows.reduce((sum, { n }) => sum + n, 0);
};

/** Rows that today's indexer makes of everything that is stored. */
async function expectedCount(): Promise<number> {
  const stored = await record.sql.query<{ type: number; id: string; body: string; updated: Date }>({
    text: 'select type, id, body, updated from resource where not deleted',
  });
  return stored.reduce((sum, { type, id, body, updated }) => {
    const name = typeName(type);
    if (!name) throw new Error(`no type ${type}`);
    const rows = indexResource(name, id, parseStored(body), new Date(updated).toISOString(), ZONE);
    return sum + indexTables.reduce((size, table) => size + rows[table].size, 0);
  }, 0);
}

const find = async (type: 'Observation' | 'Patient', query: string): Promise<string[]> =>
  (await store.search(everyone, type, new URLSearchParams(query))).matches.map(({ id }) => id);

const oldMarks = async (): Promise<number> => {
  const [row] = await record.sql.query<{ n: number }>({
    text: 'select count(*)::int4 as n from resource where indexed = 0',
  });
  return row?.n ?? -1;
};

test('chỉ mục do bản cũ làm: sửa hay xóa hồ sơ không để sót dòng nào của bản cũ', async () => {
  await age();
  const o1 = ward.find(({ id }) => id === 'o1');
  if (o1?.resourceType !== 'Observation') throw new Error('no o1');
  await store.update(everyone, { ...o1, status: 'amended' });
  const left = await record.sql.query({ text: "select 1 from idx_token where id = 'o1' and code = 'cu'" });
  expect(left).toEqual([]);
  expect(await find('Observation', 'status=amended')).toEqual(['o1']);
  await store.delete(everyone, 'Observation', 'o2');
  expect(await rowCount("id = 'o2'")).toBe(0);
  await store.update(everyone, { ...(ward.find(({ id }) => id === 'o2') as FhirResource) });
});

test('làm lại chỉ mục khi đang chạy: dừng giữa chừng thì làm tiếp, lúc nào tìm cũng đúng, xong thì khớp với nội dung', async () => {
  await age();
  const told: ReindexProgress[] = [];
  const stop = (progress: ReindexProgress) => {
    told.push(progress);
    if (told.length === 3) throw new Error('killed');
  };
  await expect(reindex(record.sql, { zone: ZONE, batch: 2, onProgress: stop })).rejects.toThrow('killed');
  const left = await oldMarks();
  expect(left).toBeGreaterThan(0);
  const answers: Promise<string[]>[] = [];
  const done = await reindex(record.sql, {
    zone: ZONE,
    batch: 2,
    onProgress: () => void answers.push(find('Observation', 'patient=a&_sort=_id')),
  });
  expect(done).toBe(left);
  for (const answer of await Promise.all(answers)) expect(answer).toEqual(['o1', 'o3']);
  expect(answers.length).toBeGreaterThan(2);
  expect(await oldMarks()).toBe(0);
  expect(await rowCount()).toBe(await expectedCount());
  expect(await find('Patient', 'name=nguyen')).toEqual(['a', 'b']);
  const helpers = await record.sql.query({ text: "select 1 from pg_class where relname like 'reindex%'" });
  expect(helpers).toEqual([]);
  expect(told.at(-1)).toMatchObject({ total: ward.length });
});

test('người khác vẫn ghi trong lúc làm lại chỉ mục', async () => {
  await age();
  const patient = ward.find(({ id }) => id === 'a');
  if (patient?.resourceType !== 'Patient') throw new Error('no patient');
  const writes = async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      await store.update(everyone, { ...patient, name: [{ text: `Trần Lần ${turn}` }] });
      await store.create(everyone, { resourceType: 'Patient', name: [{ text: 'Lê Mới' }] });
    }
  };
  await Promise.all([reindex(record.sql, { zone: ZONE, batch: 1 }), writes()]);
  expect(await oldMarks()).toBe(0);
  expect(await rowCount()).toBe(await expectedCount());
  expect(await find('Patient', 'name=tran')).toEqual(['a']);
  expect(await find('Patient', 'name=le moi')).toHaveLength(6);
});
