import type { Bundle, BundleEntry, Encounter, FhirResource, Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Sql } from '../sql.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const caller = testCaller();
const strict = testCaller('all', { references: 'strict' });

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
});
afterAll(() => record.close());

const transaction = (...entry: BundleEntry[]): Bundle => ({ resourceType: 'Bundle', type: 'transaction', entry });
const post = (resource: FhirResource, fullUrl?: string, ifNoneExist?: string): BundleEntry => ({
  resource,
  ...(fullUrl === undefined ? {} : { fullUrl }),
  request: { method: 'POST', url: resource.resourceType, ...(ifNoneExist === undefined ? {} : { ifNoneExist }) },
});
const put = (resource: FhirResource, ifMatch?: string): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  },
});
const person = (value: string): Patient => ({ resourceType: 'Patient', identifier: [{ system: 'urn:cccd', value }] });
const visit = (reference: string): Encounter => ({
  resourceType: 'Encounter',
  status: 'planned',
  class: { code: 'AMB' },
  subject: { reference },
});
const pulse = (reference: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Mạch' },
  encounter: { reference },
});
const total = async (type: 'Patient' | 'Encounter' | 'Observation') =>
  (await store.search(caller, type, new URLSearchParams('_summary=count'))).total;
const URN = 'urn:uuid:0b1e6a2c-8c7e-4c47-9d2d-1f5a1c0d9a01';
const URN2 = 'urn:uuid:0b1e6a2c-8c7e-4c47-9d2d-1f5a1c0d9a02';

describe('transaction', () => {
  test('việc làm đầu tiên ở trong cùng một lần ghi: nó không chịu thì không gì được ghi, ghi hỏng thì nó cũng không còn', async () => {
    await record.sql.query({ text: 'create table first_note (n int)' });
    const notes = async () => (await record.sql.query({ text: 'select n from first_note' })).length;
    const first = async (sql: Sql) => {
      await sql.query({ text: 'insert into first_note values (1)' });
    };
    const before = await total('Patient');
    const refused = async (sql: Sql) => {
      await first(sql);
      throw new Error('không chịu');
    };
    await expect(store.bundle(caller, transaction(post(person('viec-1'))), { first: refused })).rejects.toThrow(
      'không chịu',
    );
    await expect(
      store.bundle(caller, transaction(put({ ...person('viec-2'), id: 'viec-2' }, 'W/"7"')), { first }),
    ).rejects.toMatchObject({ status: 412 });
    expect([await total('Patient'), await notes()]).toEqual([before, 0]);
    await store.bundle(caller, transaction(post(person('viec-3'))), { first });
    expect([await total('Patient'), await notes()]).toEqual([(before ?? 0) + 1, 1]);
  });

  test('mục đọc bị từ chối sau khi đã ghi là câu trả lời của mục ấy: không làm như chưa ghi gì', async () => {
    const read = (url: string): BundleEntry => ({ request: { method: 'GET', url } });
    const answer = await store.bundle(
      caller,
      transaction(post(person('doc')), read('Patient/khong-co'), read('Patient?identifier=doc')),
    );
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual(['201 Created', '404', '200 OK']);
    expect(answer.entry?.[1]?.response?.outcome).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(answer.entry?.[2]?.resource).toMatchObject({ entry: [{ resource: { identifier: [{ value: 'doc' }] } }] });
  });

  test('định danh trùng với tên tạm của một mục vẫn giữ nguyên', async () => {
    const patient: Patient = { resourceType: 'Patient', identifier: [{ system: 'urn:ietf:rfc:3986', value: URN }] };
    const answer = await store.bundle(caller, transaction(post(patient, URN), post(visit(URN))), {
      returnBodies: true,
    });
    expect(answer.entry?.[0]?.resource).toMatchObject({ identifier: [{ value: URN }] });
    expect(JSON.stringify(answer.entry?.[1]?.resource)).toMatch(/"subject":{"reference":"Patient\//);
  });

  test('điều kiện không phải chuỗi là 400', async () => {
    const text = JSON.stringify(transaction(post(person('x'), URN, 'điều kiện'))).replace('"điều kiện"', '5');
    const sent = store.bundle(caller, JSON.parse(text));
    await expect(sent).rejects.toMatchObject({ code: 'store.invalidEntry', status: 400 });
  });

  test('dẫn chiếu tạm trong bundle thành dẫn chiếu thật, bundle gửi vào không bị sửa', async () => {
    const sent = transaction(post(pulse(URN2)), post(visit(URN), URN2), post(person('a'), URN));
    const copy = structuredClone(sent);
    const answer = await store.bundle(strict, sent, { returnBodies: true });
    expect(sent).toEqual(copy);
    const [observation, encounter, patient] = (answer.entry ?? []).map(
      ({ resource }) => resource as FhirResource & { id: string },
    );
    expect(observation).toMatchObject({ encounter: { reference: `Encounter/${encounter?.id}` } });
    expect(encounter).toMatchObject({ subject: { reference: `Patient/${patient?.id}` } });
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual([
      '201 Created',
      '201 Created',
      '201 Created',
    ]);
    const stored = await store.read(caller, 'Encounter', encounter?.id ?? '');
    expect(JSON.parse(stored.text).subject.reference).toBe(`Patient/${patient?.id}`);
    expect(stored.text).not.toContain('urn:uuid');
  });

  test('mục cuối hỏng thì không còn gì', async () => {
    const before = [await total('Patient'), await total('Encounter')];
    await store.update(caller, { ...visit('Patient/x'), id: 'co-roi' });
    const bad = transaction(post(person('b'), URN), post(visit(URN)), put({ ...visit(URN), id: 'co-roi' }, 'W/"9"'));
    await expect(store.bundle(caller, bad)).rejects.toMatchObject({
      code: 'store.versionConflict',
      outcome: { issue: [{ expression: ['Bundle.entry[2].resource.meta.versionId'] }] },
    });
    expect([await total('Patient'), await total('Encounter')]).toEqual([before[0], (before[1] ?? 0) + 1]);
  });

  test('dẫn chiếu có điều kiện: đúng một thì thay, không có thì từ chối', async () => {
    const made = await store.create(caller, person('c'));
    const answer = await store.bundle(strict, transaction(post(visit('Patient?identifier=urn:cccd|c'))), {
      returnBodies: true,
    });
    expect(answer.entry?.[0]?.resource).toMatchObject({ subject: { reference: `Patient/${made.id}` } });
    await expect(
      store.bundle(caller, transaction(post(visit('Patient?identifier=urn:cccd|khong')))),
    ).rejects.toMatchObject({
      code: 'store.unresolvedReference',
    });
  });

  test('200 mục, mỗi mục có ifNoneExist, hai lần: lần hai không thêm gì', async () => {
    const entries = Array.from({ length: 200 }, (_, k) =>
      post(person(`d${k}`), undefined, `identifier=urn:cccd|d${k}`),
    );
    const first = await store.bundle(caller, transaction(...entries));
    const before = await total('Patient');
    const second = await store.bundle(caller, transaction(...entries));
    expect(first.entry?.every(({ response }) => response?.status === '201 Created')).toBe(true);
    expect(second.entry?.every(({ response }) => response?.status === '200 OK')).toBe(true);
    expect(second.entry?.map(({ response }) => response?.location)).toEqual(
      first.entry?.map(({ response }) => response?.location),
    );
    expect(await total('Patient')).toBe(before);
  });

  test('200 mục có ifNoneExist, mục cuối hỏng: không mục nào được ghi; ba người gửi cùng 200 mục một lúc: mỗi mục một hồ sơ, không ai bị từ chối', async () => {
    const entries = (name: string) =>
      Array.from({ length: 200 }, (_, k) => post(person(`${name}${k}`), undefined, `identifier=urn:cccd|${name}${k}`));
    const before = (await total('Patient')) ?? 0;
    const broken = transaction(...entries('h').slice(1), put({ ...person('h0'), id: 'hong' }, 'W/"9"'));
    await expect(store.bundle(caller, broken)).rejects.toMatchObject({ status: 412 });
    expect(await total('Patient')).toBe(before);
    await Promise.all(Array.from({ length: 3 }, () => store.bundle(caller, transaction(...entries('h')))));
    expect(await total('Patient')).toBe(before + 200);
  });

  test('2.000 mục có mã, bốn bundle cùng lúc: bảng khóa của máy chủ không tràn', async () => {
    const before = (await total('Patient')) ?? 0;
    const bundle = (name: string) =>
      transaction(...Array.from({ length: 2000 }, (_, k) => post(person(`lon-${name}-${k}`))));
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => store.bundle(caller, bundle(name))));
    expect(await total('Patient')).toBe(before + 8000);
  });

  test('hai mục cùng điều kiện: mục sau trỏ vào mục trước', async () => {
    const same = 'identifier=urn:cccd|e';
    const sent = transaction(post(person('e'), URN, same), post(person('e'), URN2, same), post(visit(URN2)));
    const answer = await store.bundle(strict, sent, { returnBodies: true });
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual(['201 Created', '200 OK', '201 Created']);
    expect(answer.entry?.[2]?.resource).toMatchObject({
      subject: { reference: `Patient/${answer.entry?.[0]?.resource?.id}` },
    });
  });

  test('16 bundle cùng lúc với cùng ifNoneExist: một người bệnh, 16 lượt khám', async () => {
    const before = (await total('Encounter')) ?? 0;
    const sent = () => transaction(post(person('f'), URN, 'identifier=urn:cccd|f'), post(visit(URN)));
    const answers = await Promise.all(Array.from({ length: 16 }, () => store.bundle(strict, sent())));
    expect(new Set(answers.map(({ entry }) => entry?.[0]?.response?.location)).size).toBe(1);
    expect(await total('Encounter')).toBe(before + 16);
  });

  test('tạo, sửa, xóa và đọc trong một lần', async () => {
    const [kept, gone] = [await store.create(caller, person('g')), await store.create(caller, person('h'))];
    const answer = await store.bundle(
      caller,
      transaction(
        { request: { method: 'GET', url: `Patient/${kept.id}` } },
        put({ ...person('g2'), id: kept.id }, 'W/"1"'),
        { request: { method: 'DELETE', url: `Patient/${gone.id}` } },
        { request: { method: 'GET', url: 'Patient?identifier=urn:cccd|g2' } },
      ),
    );
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual([
      '200 OK',
      '200 OK',
      '204 No Content',
      '200 OK',
    ]);
    expect(answer.entry?.[0]?.resource).toMatchObject({ meta: { versionId: '2' } });
    expect(answer.entry?.[3]?.resource).toMatchObject({ entry: [{ resource: { id: kept.id } }] });
  });

  test('một hồ sơ hai lần là lỗi', async () => {
    const twice = transaction(put({ ...person('i'), id: 'i' }), { request: { method: 'DELETE', url: 'Patient/i' } });
    await expect(store.bundle(caller, twice)).rejects.toMatchObject({ code: 'store.duplicateEntry', status: 400 });
  });

  test('một dòng outbox, một dòng nhật ký cho cả bundle', async () => {
    await store.bundle(caller, transaction(post(person('k'), URN), post(visit(URN))));
    const [event] = await record.sql.query<{ entries: string }>({
      text: 'select entries from outbox order by seq desc limit 1',
    });
    const [trail] = await record.sql.query<{ what: string[]; patient: string[] }>({
      text: 'select what, patient from audit order by seq desc limit 1',
    });
    expect(JSON.parse(event?.entries ?? '[]')).toHaveLength(2);
    expect(trail?.what).toHaveLength(2);
    expect(trail?.patient).toEqual([trail?.what[0]?.replace('Patient/', '')]);
  });
});

describe('dẫn chiếu tới cái không có', () => {
  test.each([
    ['hồ sơ chưa có', 'Patient/khong-co'],
    ['loại không có', 'Nguoi/1'],
    ['mục không có trong bundle', URN],
  ])('%s: chặt thì từ chối và chỉ chỗ, thoáng thì nhận', async (_, reference) => {
    await expect(store.create(strict, visit(reference))).rejects.toMatchObject({
      code: 'store.unknownReference',
      outcome: { issue: [{ expression: ['Encounter.subject'] }] },
    });
    expect((await store.create(caller, visit(reference))).status).toBe(201);
  });
});

describe('batch', () => {
  test('mỗi mục tự chịu', async () => {
    const answer = await store.bundle(caller, {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        post(person('l')),
        { request: { method: 'GET', url: 'Patient/khong-co' } },
        { request: { method: 'PATCH', url: 'Patient/1' } },
      ],
    });
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual(['201 Created', '404', '400']);
  });
});

describe('bundle hỏng', () => {
  test.each([
    ['loại khác', { resourceType: 'Bundle', type: 'collection' }],
    ['thiếu request', transaction({ resource: person('m') })],
    ['url lạ', transaction({ resource: person('m'), request: { method: 'POST', url: 'Patient/1/2/3' } })],
    ['loại hồ sơ lạ', transaction({ resource: person('m'), request: { method: 'POST', url: 'Nguoi' } })],
    ['POST có id', transaction({ resource: person('m'), request: { method: 'POST', url: 'Patient/1' } })],
    ['PUT không id', transaction({ resource: person('m'), request: { method: 'PUT', url: 'Patient' } })],
    [
      'PUT khác id',
      transaction({ resource: { ...person('m'), id: '2' }, request: { method: 'PUT', url: 'Patient/1' } }),
    ],
    ['thiếu resource', transaction({ request: { method: 'POST', url: 'Patient' } })],
    ['url khác loại', transaction({ resource: person('m'), request: { method: 'POST', url: 'Encounter' } })],
    ['If-Match lạ', transaction(put({ ...person('m'), id: '1' }, 'moi-nhat'))],
    ['fullUrl lặp', transaction(post(person('m'), URN), post(person('n'), URN))],
  ] as [string, Bundle][])('%s: 400', async (_, bundle) => {
    await expect(store.bundle(caller, bundle)).rejects.toMatchObject({ status: 400 });
  });
});
