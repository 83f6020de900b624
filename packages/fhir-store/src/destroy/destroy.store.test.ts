import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRecord } from '../bulk/check-record.ts';
import { openStore } from '../open-store.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';
import { destroyedAmong, destroyResources } from './destroy-resources.ts';
import { gatherFiles, type VisitFile } from './gather-files.ts';
import { namedResources } from './named-resources.ts';

let record: TestRecord;
let store: ReturnType<typeof openStore>;
const everyone = testCaller();
const options = () => ({ agent: everyone.agent, activity: 'retention-destroy', now: new Date() });

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
});
afterAll(() => record.close());

const encounter = (id: string): FhirResource => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/nguoi' },
});
const observation = (id: string, visit: string | undefined, from: readonly string[] = []): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: `Kết quả ${id}` },
  subject: { reference: 'Patient/nguoi' },
  ...(visit === undefined ? {} : { encounter: { reference: `Encounter/${visit}` } }),
  derivedFrom: from.map((reference) => ({ reference })),
});
const write = async (...resources: FhirResource[]) => {
  for (const resource of resources) await store.update(everyone, resource);
};
const destroy = (file: VisitFile | undefined) => destroyResources(record.sql, file?.members ?? [], options());
const fileOf = async (id: string): Promise<VisitFile> => {
  const [file] = await gatherFiles(record.sql, [`Encounter/${id}`]);
  if (file === undefined) throw new Error('no file');
  return file;
};
const keysOf = ({ members }: VisitFile) => members.map(({ type, id }) => `${type}/${id}`).sort();

describe('hồ sơ của một lượt khám', () => {
  test('gồm mọi thứ chỉ vào nó, cả qua phần mở rộng, tệp đính kèm và bản đã xóa', async () => {
    await write({ resourceType: 'Patient', id: 'nguoi' }, encounter('v1'), observation('o1', 'v1'));
    await write(
      { resourceType: 'Binary', id: 'tep', contentType: 'text/plain', data: 'AAAA' },
      {
        resourceType: 'DocumentReference',
        id: 'tl',
        status: 'current',
        content: [{ attachment: { url: 'Binary/tep' } }],
        context: { encounter: [{ reference: 'Encounter/v1' }] },
      },
      {
        resourceType: 'Provenance',
        id: 'ky',
        target: [{ reference: 'Observation/o1' }],
        recorded: '2014-01-01T00:00:00Z',
        agent: [],
      },
      {
        resourceType: 'Task',
        id: 'viec',
        status: 'completed',
        intent: 'order',
        extension: [{ url: 'urn:x', valueReference: { reference: 'Observation/o1' } }],
      },
      observation('nham', 'v1'),
    );
    await store.delete(everyone, 'Observation', 'nham');
    const file = await fileOf('v1');
    expect(file.obstacles).toEqual([]);
    expect(keysOf(file)).toEqual([
      'Binary/tep',
      'DocumentReference/tl',
      'Encounter/v1',
      'Observation/nham',
      'Observation/o1',
      'Provenance/ky',
      'Task/viec',
    ]);
  });

  test.each<[string, FhirResource[], { reason: string; by: string }]>([
    [
      'dị ứng ghi trong lượt ấy là chuyện cả đời',
      [
        {
          resourceType: 'AllergyIntolerance',
          id: 'du',
          patient: { reference: 'Patient/nguoi' },
          encounter: { reference: 'Encounter/cx' },
        },
      ],
      { reason: 'outside', by: 'AllergyIntolerance/du' },
    ],
    [
      'kết quả của lượt sau tính từ kết quả của lượt này',
      [encounter('sau'), observation('cx-o', 'cx'), observation('sau-o', 'sau', ['Observation/cx-o'])],
      { reason: 'shared', by: 'Observation/sau-o' },
    ],
    [
      'vấn đề còn trong danh sách bệnh',
      [
        {
          resourceType: 'Condition',
          id: 'vd',
          subject: { reference: 'Patient/nguoi' },
          encounter: { reference: 'Encounter/cx' },
          category: [{ coding: [{ code: 'problem-list-item' }] }],
        },
      ],
      { reason: 'living', by: 'Condition/vd' },
    ],
  ])('còn phải giữ: %s', async (_title, others, obstacle) => {
    await write(encounter('cx'), ...others);
    expect((await fileOf('cx')).obstacles).toContainEqual(obstacle);
    for (const { resourceType, id = '' } of others) await store.delete(everyone, resourceType, id);
  });

  test('bản cũ của một hồ sơ còn giữ đã từng chỉ vào: cũng giữ', async () => {
    const list: FhirResource = { resourceType: 'List', id: 'ds', status: 'current', mode: 'working' };
    await write(encounter('bc'), { ...list, entry: [{ item: { reference: 'Encounter/bc' } }] }, list);
    expect((await fileOf('bc')).obstacles).toEqual([{ reason: 'outside', by: 'List/ds' }]);
  });
});

describe('tiêu hủy', () => {
  test('mã trả lời 410, không dùng lại được, không phiên bản nào còn; người đọc chỉ thấy đã xóa', async () => {
    await write(encounter('v2'), observation('o2', 'v2'), observation('o2', 'v2'));
    await store.search(everyone, 'Observation', new URLSearchParams('_content=ket'));
    const file = await fileOf('v2');
    expect(await destroy(file)).toBe(2);
    const gone = { status: 410 };
    await expect(store.read(everyone, 'Observation', 'o2')).rejects.toMatchObject(gone);
    await expect(store.vread(everyone, 'Observation', 'o2', 1)).rejects.toMatchObject(gone);
    await expect(write(observation('o2', undefined))).rejects.toMatchObject({ ...gone, code: 'store.destroyed' });
    const brought = await store.importBatch(everyone, [observation('o2', undefined)], { as: 'move' });
    expect(brought).toMatchObject({ written: 0, refused: [{ error: { code: 'store.destroyed' } }] });
    await expect(store.read(testCaller({ patients: ['nguoi'] }), 'Observation', 'o2')).rejects.toMatchObject({
      status: 404,
    });
    const { entries } = await store.history(everyone, { type: 'Observation', id: 'o2' }, new URLSearchParams());
    expect(entries.map(({ method, stored }) => [method, stored.text])).toEqual([['DELETE', '']]);
    for (const table of [
      'resource_history',
      'resource_words',
      'token_label',
      'idx_token',
      'idx_reference',
      'idx_string',
    ])
      expect(await record.sql.query({ text: `select 1 from ${table} where id in ('o2', 'v2')` })).toEqual([]);
    expect(await destroyedAmong(record.sql, ['Observation/o2', 'Encounter/v2', 'Patient/nguoi'])).toEqual(
      new Set(['Observation/o2', 'Encounter/v2']),
    );
    expect(await destroy(file)).toBe(0);
  });

  test('nhật ký ghi ai, theo quyết định nào, những mã nào; không có nội dung', async () => {
    const rows = await record.sql.query<{ action: string; what: string[]; patient: string[]; activity: string }>({
      text: "select action::text, what, patient, activity from audit where activity = 'retention-destroy' order by seq desc limit 1",
    });
    expect(rows).toEqual([
      { action: 'D', what: ['Encounter/v2', 'Observation/o2'], patient: ['nguoi'], activity: 'retention-destroy' },
    ]);
  });

  test('một phần đã sửa sau khi lập danh mục: không phần nào bị động tới', async () => {
    await write(encounter('v3'), observation('o3', 'v3'));
    const file = await fileOf('v3');
    await write(observation('o3', 'v3'));
    await expect(destroy(file)).rejects.toMatchObject({ code: 'store.changedSince', status: 409 });
    expect((await store.read(everyone, 'Encounter', 'v3')).version).toBe(1);
  });

  test('vừa có hồ sơ khác chỉ vào sau khi xem: không phần nào bị động tới', async () => {
    await write(encounter('v7'), observation('o7', 'v7'));
    const file = await fileOf('v7');
    await write({
      resourceType: 'List',
      id: 'chi-vao',
      status: 'current',
      mode: 'working',
      entry: [{ item: { reference: 'Observation/o7' } }],
    });
    await expect(destroy(file)).rejects.toMatchObject({ code: 'store.changedSince' });
    expect((await store.read(everyone, 'Observation', 'o7')).version).toBe(1);
    await store.delete(everyone, 'List', 'chi-vao');
    await destroy(await fileOf('v7'));
    await expect(store.read(everyone, 'Observation', 'o7')).rejects.toMatchObject({ status: 410 });
  });

  test('bị ngăn khi đã khóa hồ sơ: không phần nào bị động tới', async () => {
    const file = await fileOf('v3');
    const mayGo = async () => Promise.reject(new Error('giữ'));
    await expect(destroyResources(record.sql, file.members, { ...options(), mayGo })).rejects.toThrow('giữ');
    expect((await store.read(everyone, 'Observation', 'o3')).version).toBe(2);
  });
});

interface Row {
  readonly key: string;
  readonly version: number;
  readonly body: string;
}

/** Every version of everything, as it lies on the disk. */
const everything = () =>
  record.sql.query<Row>({
    text: `select type || '/' || id as key, version, body from resource union all
      select type || '/' || id, version, body from resource_history order by 1, 2`,
  });
const auditRows = () =>
  record.sql.query<{ line: string }>({ text: 'select audit::text as line from audit order by seq' });

/** `encounter`: which visit a part says it belongs to; `from`: parts before it that it points at. */
const part = fc.record({
  kind: fc.constantFrom('Observation', 'Provenance', 'AllergyIntolerance'),
  visit: fc.option(fc.nat(2), { nil: undefined }),
  from: fc.array(fc.nat(6), { maxLength: 2 }),
  end: fc.constantFrom('once', 'twice', 'deleted'),
});

test('tính chất: tiêu hủy bất kỳ hồ sơ nào được phép thì phần còn lại nguyên vẹn từng chữ, và không còn gì chỉ vào chỗ trống mới', async () => {
  let run = 0;
  const seen = { destroyed: 0, kept: 0 };
  const world = fc.array(part, { minLength: 1, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(world, async (parts) => {
      run += 1;
      const visits = [0, 1, 2].map((at) => `r${run}v${at}`);
      await write(...visits.map(encounter));
      const keys: string[] = [];
      for (const [at, { kind, visit, from, end }] of parts.entries()) {
        const id = `r${run}p${at}`;
        const targets = from.flatMap((one) => keys[one] ?? []);
        const own = visit === undefined ? undefined : visits[visit];
        const made = partOf(kind, id, own, targets);
        await write(made);
        if (end === 'twice') await write(made);
        if (end === 'deleted') await store.delete(everyone, made.resourceType, id);
        keys.push(`${made.resourceType}/${id}`);
      }
      const before = await everything();
      const log = await auditRows();
      const files = await gatherFiles(record.sql, [`Encounter/${visits[0]}`, `Encounter/${visits[1]}`]);
      const gone = new Set<string>();
      for (const file of files.filter(({ obstacles }) => obstacles.length === 0)) {
        await destroy(file);
        for (const key of keysOf(file)) gone.add(key);
      }
      seen.destroyed += gone.size;
      seen.kept += files.filter(({ obstacles }) => obstacles.length > 0).length;
      const ids = new Set([...gone].map((key) => key.split('/')[1]));
      const isKept = ({ key }: Row) => !ids.has(key.split('/')[1]);
      const after = await everything();
      expect(after.filter(isKept)).toEqual(before.filter(isKept));
      expect(after.filter((row) => !isKept(row) && row.body !== '')).toEqual([]);
      for (const { body } of after) for (const name of namedResources(body)) expect(gone).not.toContain(name);
      expect((await auditRows()).slice(0, log.length)).toEqual(log);
    }),
    { numRuns: 8, seed: 20_261_122 },
  );
  expect(seen.destroyed).toBeGreaterThan(0);
  expect(seen.kept).toBeGreaterThan(0);
  expect((await checkRecord(record.sql)).findings).toEqual([]);
});

function partOf(kind: string, id: string, visit: string | undefined, targets: string[]): FhirResource {
  const patient = { reference: 'Patient/nguoi' };
  const where = visit === undefined ? {} : { encounter: { reference: `Encounter/${visit}` } };
  if (kind === 'AllergyIntolerance') return { resourceType: 'AllergyIntolerance', id, patient, ...where };
  if (kind === 'Observation') return observation(id, visit, targets);
  const target = targets.map((reference) => ({ reference }));
  return { resourceType: 'Provenance', id, target, recorded: '2014-01-01T00:00:00Z', agent: [] };
}
