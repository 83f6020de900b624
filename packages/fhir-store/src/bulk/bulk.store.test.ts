import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeErrors } from '../errors.ts';
import { openStore } from '../open-store.ts';
import { parseJson } from '../parse-json.ts';
import { ward } from '../search/search-ward.ts';
import type { Caller, ResourceType } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';
import { checkRecord } from './check-record.ts';
import type { ExportAsked } from './export-rows.ts';
import type { BulkStore } from './open-bulk.ts';

let [here, there]: TestRecord[] = [];
const all = testCaller();
const stores = () => {
  if (!here || !there) throw new Error('not open');
  return { here: openStore(here.sql), there: openStore(there.sql) };
};
beforeAll(async () => {
  here = await openTestRecord();
  there = await openTestRecord();
  const { here: store } = stores();
  for (const resource of ward) await store.update(all, resource);
  const decimal =
    '{"resourceType":"Observation","id":"kali","status":"final","code":{"text":"Kali"},"valueQuantity":{"value":1.10}}';
  await store.update(all, parseJson(decimal) as unknown as FhirResource);
  await store.update(all, { resourceType: 'Patient', id: 'c', birthDate: '1976' });
});
afterAll(async () => {
  await here?.close();
  await there?.close();
});

const types: readonly ResourceType[] = [
  'Patient',
  'Practitioner',
  'Encounter',
  'Observation',
  'RiskAssessment',
  'ValueSet',
];

async function textsOf(store: BulkStore, caller: Caller, asked: ExportAsked): Promise<string[]> {
  return store.snapshot(async (snapshot) => {
    const texts: string[] = [];
    for await (const rows of snapshot.resources(caller, asked)) texts.push(...rows.map(({ text }) => text));
    return texts;
  });
}
const idsOf = async (store: BulkStore, caller: Caller, asked: ExportAsked): Promise<string[]> =>
  (await textsOf(store, caller, asked)).map((text) => String((JSON.parse(text) as FhirResource).id));
async function wholeOf(store: BulkStore): Promise<string[]> {
  const texts: string[] = [];
  for (const type of types) texts.push(...(await textsOf(store, all, { type, of: 'record' })));
  return texts;
}
const resourcesOf = (texts: readonly string[]) => texts.map((text) => parseJson(text) as unknown as FhirResource);

describe('xuất hồ sơ ra', () => {
  test('cả hồ sơ; người bệnh; vài người bệnh: mỗi phạm vi đúng phần của nó', async () => {
    const { here: store } = stores();
    expect(await idsOf(store, all, { type: 'Observation', of: 'record' })).toEqual(['kali', 'o1', 'o2', 'o3', 'o4']);
    expect(await idsOf(store, all, { type: 'Observation', of: 'patients' })).toEqual(['o1', 'o2', 'o3']);
    expect(await idsOf(store, all, { type: 'Observation', of: ['a'] })).toEqual(['o1', 'o3']);
    expect(await idsOf(store, all, { type: 'Patient', of: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(await idsOf(store, all, { type: 'ValueSet', of: ['a'] })).toEqual([]);
  });

  test('không bao giờ ra ngoài phạm vi của người gọi', async () => {
    const { here: store } = stores();
    const ofB = testCaller({ patients: ['b'] });
    expect(await idsOf(store, ofB, { type: 'Observation', of: 'record' })).toEqual(['o2']);
    expect(await idsOf(store, ofB, { type: 'Observation', of: ['a'] })).toEqual([]);
    expect(await idsOf(store, ofB, { type: 'ValueSet', of: 'record' })).toEqual([]);
    await expect(idsOf(store, testCaller('none'), { type: 'Patient', of: 'record' })).rejects.toMatchObject({
      code: 'store.forbidden',
    });
  });

  test('lọc theo tìm kiếm: một trong các điều kiện; điều kiện không có nghĩa thì từ chối', async () => {
    const { here: store } = stores();
    const filters = ['code=2823-3', 'status=preliminary'].map((one) => new URLSearchParams(one));
    expect(await idsOf(store, all, { type: 'Observation', of: 'record', filters })).toEqual(['o2', 'o3']);
    for (const wrong of ['khong-co=1', 'code=1&_sort=date', '', 'code=1&_include=Observation:subject']) {
      const asked = { type: 'Observation', of: 'record', filters: [new URLSearchParams(wrong)] } as const;
      await expect(idsOf(store, all, asked)).rejects.toMatchObject({ status: 400 });
    }
  });

  test('một vài mục của hồ sơ thì được đánh dấu là một phần', async () => {
    const { here: store } = stores();
    const [text = ''] = await textsOf(store, all, { type: 'Patient', of: ['a'], elements: ['gender'] });
    expect(JSON.parse(text)).toMatchObject({ gender: 'male', meta: { tag: [{ code: 'SUBSETTED' }] } });
    expect(text).not.toContain('Nguyễn');
  });

  test('từ một thời điểm: chỉ những gì đổi sau đó, kể cả những gì đã bị xóa', async () => {
    const { here: store } = stores();
    const written = await store.update(all, { resourceType: 'Basic', id: 'b1', code: { text: 'một' } });
    await store.update(all, { resourceType: 'Basic', id: 'b2', code: { text: 'hai' } });
    await store.delete(all, 'Basic', 'b2');
    const before = new Date(Date.parse(written.lastUpdated) - 1).toISOString();
    const future = new Date(Date.now() + 86_400_000).toISOString();
    expect(await idsOf(store, all, { type: 'Basic', of: 'record', since: before })).toEqual(['b1']);
    expect(await idsOf(store, all, { type: 'Basic', of: 'record', since: future })).toEqual([]);
    const deletedFor = (caller: Caller) =>
      store.snapshot(async (snapshot) => {
        const ids: string[] = [];
        for await (const some of snapshot.deletions(caller, 'Basic', before)) ids.push(...some);
        return ids;
      });
    expect(await deletedFor(all)).toEqual(['b2']);
    expect(await deletedFor(testCaller({ patients: ['a'] }))).toEqual([]);
  });

  test('mọi loại của một lần xuất thuộc về cùng một thời điểm, dù trong lúc đó có người ghi', async () => {
    const { here: store } = stores();
    if (here?.sql.engine === 'pglite') return expect(here.sql.engine).toBe('pglite'); // one connection: nobody writes meanwhile
    const seen = await store.snapshot(async (snapshot) => {
      const count = async (type: ResourceType) => {
        let number = 0;
        for await (const rows of snapshot.resources(all, { type, of: 'record' })) number += rows.length;
        return number;
      };
      const patients = await count('Patient');
      await store.update(all, { resourceType: 'Patient', id: 'muon' });
      await store.update(all, { resourceType: 'Location', id: 'muon' });
      return { patients, again: await count('Patient'), locations: await count('Location') };
    });
    expect(seen).toEqual({ patients: 3, again: 3, locations: 0 });
    await store.delete(all, 'Patient', 'muon');
  });
});

describe('nhập hồ sơ vào', () => {
  test('dọn sang một cơ sở trống: giống hệt từng chữ, cả phiên bản và thời điểm; nhập lại không thành hai', async () => {
    const { here: from, there: to } = stores();
    const texts = await wholeOf(from);
    const resources = resourcesOf(texts);
    const done = await to.importBatch(all, resources, { as: 'move' });
    expect(done).toEqual({ written: resources.length, unchanged: 0, refused: [] });
    expect(await wholeOf(to)).toEqual(texts);
    expect(await to.importBatch(all, resources, { as: 'move' })).toMatchObject({
      written: 0,
      unchanged: resources.length,
    });
    expect(await wholeOf(to)).toEqual(texts);
    const found = await to.search(all, 'Observation', new URLSearchParams('patient=Patient/a&_sort=-date'));
    expect(found.matches.map(({ id }) => id)).toEqual(['o3', 'o1']);
    const events = await there?.sql.query({ text: 'select 1 as hit from outbox' });
    expect(events).toEqual([]);
  });

  test('chỉ mục sau khi dọn khớp nội dung từng dòng, kể cả chữ mà COPY phải viết khác', async () => {
    const { there: to } = stores();
    if (!there) throw new Error('not open');
    const value = 'a\\b\tc\nd\re\\N\\.';
    const odd: FhirResource = {
      resourceType: 'Basic',
      id: 'chu-la',
      code: { text: '\\.' },
      identifier: [{ system: 'urn:he\\la', value }],
      subject: { reference: `https://vi-du.example/${'x'.repeat(500)}` },
    };
    const agent = { ...all.agent, display: 'Người\tnhập\\', purpose: 'TREAT' };
    expect(await to.importBatch({ ...all, agent }, [odd], { as: 'move' })).toMatchObject({ written: 1, refused: [] });
    const { matches } = await to.search(
      all,
      'Basic',
      new URLSearchParams({ identifier: `urn:he\\\\la|${value.replaceAll('\\', '\\\\')}` }),
    );
    expect(matches.map(({ id }) => id)).toEqual(['chu-la']);
    expect(JSON.parse((await to.read(all, 'Basic', 'chu-la')).text)).toMatchObject({ identifier: [{ value }] });
    expect((await checkRecord(there.sql)).findings).toEqual([]);
    const [row] = await there.sql.query<Record<string, unknown>>({
      text: `select action, agent_name, activity, what, patient, purpose, address, outcome from audit order by seq desc limit 1`,
    });
    expect(row).toEqual({
      ...{ action: 'U', agent_name: agent.display, activity: 'import', outcome: 0, address: null },
      ...{ what: ['Basic/chu-la'], patient: [], purpose: 'TREAT' },
    });
  });

  test('hai nơi cùng nhập những dòng ấy một lúc: mỗi hồ sơ một bản', async () => {
    const { there: to } = stores();
    const lines = Array.from(
      { length: 60 },
      (_, n): FhirResource => ({ resourceType: 'Basic', id: `dua-${n}`, code: { text: 'x' } }),
    );
    const both = await Promise.all([
      to.importBatch(all, lines, { as: 'move' }),
      to.importBatch(all, lines.toReversed(), { as: 'move' }),
    ]);
    expect(both.map(({ refused }) => refused)).toEqual([[], []]);
    expect(both[0].written + both[1].written).toBe(60);
    expect((await to.read(all, 'Basic', 'dua-7')).version).toBe(1);
  });

  test('quyền tạo mới đủ để dọn vào, không đủ để sửa cái đã có; lời hứa meta.profile được xét từng dòng', async () => {
    if (!there) throw new Error('not open');
    const to = openStore(there.sql, {
      keepsItsWord: ({ id }) => (id === 'that-hua' ? Promise.reject(storeErrors.forbidden()) : undefined),
    });
    const creator: Caller = {
      ...all,
      reach: { limit: (_, interaction) => (interaction === 'create' ? 'all' : 'none') },
    };
    const line = (id: string, text: string): FhirResource => ({ resourceType: 'Basic', id, code: { text } });
    const first = await to.importBatch(creator, [line('chi-tao', 'a'), line('that-hua', 'b')], { as: 'move' });
    expect([first.written, first.refused.map(({ place }) => place)]).toEqual([1, [1]]);
    const second = await to.importBatch(creator, [line('chi-tao', 'khác')], { as: 'move' });
    expect([second.written, second.refused.map(({ error }) => error.code)]).toEqual([0, ['store.forbidden']]);
  });

  test('nạp như mới: phiên bản 1 và thời điểm bây giờ, có báo cho nơi cần biết', async () => {
    const { there: to } = stores();
    const old = { versionId: '7', lastUpdated: '2020-01-01T00:00:00.000Z' };
    const resource: FhirResource = { resourceType: 'Organization', id: 'moi', meta: old, name: 'Trạm y tế' };
    expect(await to.importBatch(all, [resource], { as: 'load' })).toMatchObject({ written: 1 });
    const read = await to.read(all, 'Organization', 'moi');
    expect(read.version).toBe(1);
    expect(read.lastUpdated > '2026').toBe(true);
    const [event] = (await there?.sql.query<{ entries: string }>({ text: 'select entries from outbox' })) ?? [];
    expect(event?.entries).toContain('"moi"');
    expect(await to.importBatch(all, [resource], { as: 'load' })).toMatchObject({ written: 0, unchanged: 1 });
    const changed: FhirResource = { resourceType: 'Organization', id: 'moi', name: 'Trạm y tế xã' };
    expect(await to.importBatch(all, [changed], { as: 'move' })).toMatchObject({ written: 1 });
    expect((await to.read(all, 'Organization', 'moi')).version).toBe(2);
  });

  test('dòng bị từ chối mang lý do của nó và không giữ dòng khác lại', async () => {
    if (!there) throw new Error('not open');
    const guarded = openStore(there.sql, {
      guard: ({ id }) => {
        if (id === 'khoa') throw storeErrors.forbidden();
      },
    });
    const line = (id: string | undefined): FhirResource => ({
      resourceType: 'Basic',
      ...(id ? { id } : {}),
      code: { text: 'x' },
    });
    const lines = [line('n1'), line(undefined), line('sai chữ'), line('n2'), line('n1')];
    const done = await guarded.importBatch(all, lines, { as: 'load' });
    expect(done.refused.map(({ place, error }) => [place, error.code])).toEqual([
      [1, 'store.invalidId'],
      [2, 'store.invalidId'],
    ]);
    expect([done.written, done.unchanged]).toEqual([2, 1]);
    await guarded.importBatch(all, [line('khoa')], { as: 'load' });
    const locked = { ...line('khoa'), language: 'vi' } as FhirResource;
    const around = await guarded.importBatch(all, [line('n4'), locked, line('n5')], { as: 'load' });
    expect([around.written, around.refused.map(({ place, error }) => [place, error.code])]).toEqual([
      2,
      [[1, 'store.forbidden']],
    ]);
    const nobody = testCaller('none');
    const refused = await guarded.importBatch(nobody, [line('n3')], { as: 'move' });
    expect(refused.refused.map(({ error }) => error.code)).toEqual(['store.forbidden']);
    const ofA = testCaller({ patients: ['a'] });
    const mixed: FhirResource[] = [
      { resourceType: 'Patient', id: 'la' },
      {
        resourceType: 'Observation',
        id: 'cua-a',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: 'Patient/a' },
      },
    ];
    const some = await guarded.importBatch(ofA, mixed, { as: 'move' });
    expect([some.written, some.refused.map(({ place, error }) => [place, error.code])]).toEqual([
      1,
      [[0, 'store.forbidden']],
    ]);
  });
});
