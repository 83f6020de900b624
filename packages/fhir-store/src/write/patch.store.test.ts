import { defineErrors } from '@lienmach/outcome';
import type { Bundle, Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { parseJson } from '../parse-json.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import type { FhirStore, Interaction } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

const refusals = defineErrors('thu', {
  locked: { issue: 'business-rule', vi: 'Đã khóa.', en: 'locked' },
  bad: { issue: 'structure', vi: 'Sai.', en: 'bad' },
});

let record: TestRecord;
let store: FhirStore;
const everybody = testCaller();
const mine = testCaller({ patients: ['toi'] });

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, {
    validate: (resource) => {
      if ('sai' in resource) throw refusals.bad({ at: 'Observation.sai' });
    },
    guard: (previous) => {
      if (previous.id === 'khoa') throw refusals.locked();
    },
  });
  await store.update(everybody, { resourceType: 'Patient', id: 'toi' });
  await store.update(everybody, { resourceType: 'Patient', id: 'khac' });
});
afterAll(() => record.close());

const result = (id: string, patient = 'toi', more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'preliminary',
  code: { text: 'Kali' },
  subject: { reference: `Patient/${patient}` },
  ...more,
});
const final = jsonPatch([{ op: 'replace', path: '/status', value: 'final' }]);
const parsed = ({ text }: { text: string }) => parseJson(text);

describe('sửa từng phần', () => {
  test('thành một phiên bản mới, tìm được theo giá trị mới, chữ số không đổi', async () => {
    const text =
      '{"resourceType":"Observation","id":"p1","status":"preliminary","code":{"text":"K"},"valueQuantity":{"value":6.80}}';
    await store.update(everybody, parseJson(text) as unknown as Observation);
    const written = await store.patch(everybody, 'Observation', 'p1', final);
    expect(written).toMatchObject({ status: 200, version: 2 });
    expect(written.text).toContain('"value":6.80');
    expect(parsed(written)).toMatchObject({ status: 'final', meta: { versionId: '2' } });
    const found = await store.search(everybody, 'Observation', new URLSearchParams('_id=p1&status=final'));
    expect(found.matches).toHaveLength(1);
    expect((await store.vread(everybody, 'Observation', 'p1', 1)).text).toContain('preliminary');
  });

  test('If-Match: sai phiên bản thì không sửa', async () => {
    await store.update(everybody, result('p2'));
    await expect(store.patch(everybody, 'Observation', 'p2', final, { ifMatch: 9 })).rejects.toMatchObject({
      status: 412,
    });
    expect((await store.patch(everybody, 'Observation', 'p2', final, { ifMatch: 1 })).version).toBe(2);
  });

  test('nhiều người sửa cùng lúc: không mất lần sửa nào', async () => {
    await store.update(everybody, result('p3', 'toi', { note: [{ text: 'đầu' }] }));
    const add = (text: string) => jsonPatch([{ op: 'add', path: '/note/-', value: { text } }]);
    const words = Array.from({ length: 12 }, (_, index) => `lần ${index}`);
    await Promise.all(words.map((text) => store.patch(everybody, 'Observation', 'p3', add(text))));
    const { note = [] } = parsed(await store.read(everybody, 'Observation', 'p3')) as { note?: { text: string }[] };
    expect(note.map(({ text }) => text).toSorted()).toEqual(['đầu', ...words].toSorted());
  });

  test('chưa từng có: 404; đã xóa: 410; kết quả không hợp lệ hay đã khóa: từ chối như khi sửa cả hồ sơ', async () => {
    await expect(store.patch(everybody, 'Observation', 'chua-co', final)).rejects.toMatchObject({ status: 404 });
    await store.update(everybody, result('p4'));
    const bad = jsonPatch([{ op: 'add', path: '/sai', value: 1 }]);
    await expect(store.patch(everybody, 'Observation', 'p4', bad)).rejects.toMatchObject({ code: 'thu.bad' });
    await store.delete(everybody, 'Observation', 'p4');
    await expect(store.patch(everybody, 'Observation', 'p4', final)).rejects.toMatchObject({ status: 410 });
    await store.update(everybody, result('khoa'));
    await expect(store.patch(everybody, 'Observation', 'khoa', final)).rejects.toMatchObject({ code: 'thu.locked' });
  });

  test('có điều kiện: đúng một thì sửa, không có là 404, nhiều là 412', async () => {
    for (const id of ['c1', 'c2', 'c3'])
      await store.update(everybody, result(id, 'toi', { identifier: [{ value: id === 'c1' ? 'mot' : 'nhieu' }] }));
    const where = (query: string) => store.patchWhere(everybody, 'Observation', new URLSearchParams(query), final);
    expect(await where('identifier=mot')).toMatchObject({ id: 'c1', version: 2 });
    await expect(where('identifier=khong')).rejects.toMatchObject({ status: 404 });
    await expect(where('identifier=nhieu')).rejects.toMatchObject({ status: 412 });
    await expect(where('')).rejects.toMatchObject({ status: 400 });
  });
});

describe('sửa từng phần trong gói', () => {
  const binary = (patch: unknown) => ({
    resourceType: 'Binary' as const,
    contentType: 'application/json-patch+json',
    data: Buffer.from(JSON.stringify(patch)).toString('base64'),
  });
  const entry = (url: string, resource: object, more = {}) => ({
    resource,
    request: { method: 'PATCH', url, ...more },
  });
  const bundle = (type: string, ...all: object[]) =>
    ({ resourceType: 'Bundle', type, entry: all }) as unknown as Bundle;
  const toFinal = binary([{ op: 'replace', path: '/status', value: 'final' }]);
  const byPath = {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Observation.status' },
          { name: 'value', valueCode: 'amended' },
        ],
      },
    ],
  };

  test('giao dịch: JSON Patch trong Binary và FHIRPath Patch, cùng với tạo mới', async () => {
    await store.update(everybody, result('b1'));
    await store.update(everybody, result('b2', 'toi', { identifier: [{ value: 'b2' }] }));
    const { id: _id, ...fresh } = result('x');
    const made = { resource: fresh, request: { method: 'POST', url: 'Observation' } };
    const all = [
      entry('Observation/b1', toFinal, { ifMatch: 'W/"1"' }),
      made,
      entry('Observation?identifier=b2', byPath),
    ];
    const answer = await store.bundle(everybody, bundle('transaction', ...all), { returnBodies: true });
    expect(answer.entry?.map((one) => one.response?.status)).toEqual(['200 OK', '201 Created', '200 OK']);
    expect(answer.entry?.map((one) => one.resource)).toMatchObject([
      { status: 'final' },
      {},
      { id: 'b2', status: 'amended' },
    ]);
  });

  test('giao dịch hỏng ở bản sửa: không gì được ghi, lời từ chối nói mục nào; gói rời thì mục kia vẫn xong', async () => {
    await store.update(everybody, result('b3'));
    const wrong = entry('Observation/b3', binary([{ op: 'test', path: '/status', value: 'final' }]));
    const made = { resource: result('b4'), request: { method: 'PUT', url: 'Observation/b4' } };
    const refused = store.bundle(everybody, bundle('transaction', made, wrong));
    await expect(refused).rejects.toMatchObject({
      status: 409,
      outcome: { issue: [{ expression: ['Bundle.entry[1].resource[0]'] }] },
    });
    await expect(store.read(everybody, 'Observation', 'b4')).rejects.toMatchObject({ status: 404 });
    const answer = await store.bundle(
      everybody,
      bundle('batch', made, wrong, entry('Observation/b3', toFinal, { ifMatch: 'W/"7"' })),
    );
    expect(answer.entry?.map((one) => one.response?.status)).toEqual(['201 Created', '409', '412']);
  });

  test.each([
    ['Binary loại khác', { resourceType: 'Binary', contentType: 'text/plain', data: 'eA==' }],
    ['hồ sơ không phải bản sửa', { resourceType: 'Patient' }],
    ['JSON hỏng', { resourceType: 'Binary', contentType: 'application/json-patch+json', data: 'eA==' }],
    ['JSON không phải danh sách', { ...toFinal, data: Buffer.from('{}').toString('base64') }],
  ])('từ chối: %s', async (_name, resource) => {
    const asked = store.bundle(everybody, bundle('transaction', entry('Observation/b3', resource)));
    await expect(asked).rejects.toMatchObject({ status: 400 });
  });
});

describe('sửa từng phần chỉ trong phạm vi của mình', () => {
  const can = (...interactions: Interaction[]) =>
    testCaller((_type, interaction) => (interactions.includes(interaction) ? 'all' : 'none'));

  test('sửa được của người bệnh mình; của người khác thì như không có, kể cả để thử nội dung', async () => {
    await store.update(everybody, result('t1'));
    await store.update(everybody, result('k1', 'khac', { identifier: [{ value: 'kin' }] }));
    expect((await store.patch(mine, 'Observation', 't1', final)).version).toBe(2);
    const probe = jsonPatch([{ op: 'test', path: '/status', value: 'final' }]);
    await expect(store.patch(mine, 'Observation', 'k1', probe)).rejects.toMatchObject({ status: 404 });
    await expect(store.patch(mine, 'Observation', 'k1', final, { ifMatch: 9 })).rejects.toMatchObject({ status: 404 });
    const hidden = store.patchWhere(mine, 'Observation', new URLSearchParams('identifier=kin'), final);
    await expect(hidden).rejects.toMatchObject({ status: 404 });
    await store.delete(everybody, 'Observation', 'k1');
    await expect(store.patch(mine, 'Observation', 'k1', final)).rejects.toMatchObject({ status: 404 });
  });

  test('phần bị che không thử được, không chép ra được, và vẫn còn nguyên sau khi sửa', async () => {
    await store.update(everybody, result('che', 'toi', { note: [{ text: 'kín' }] }));
    const blinkered = { ...everybody, reach: { limit: () => 'all' as const, hidden: () => ['note'] } };
    const probe = jsonPatch([{ op: 'test', path: '/note/0/text', value: 'kín' }]);
    await expect(store.patch(blinkered, 'Observation', 'che', probe)).rejects.toMatchObject({ status: 422 });
    const copy = jsonPatch([{ op: 'copy', from: '/note/0/text', path: '/code/text' }]);
    await expect(store.patch(blinkered, 'Observation', 'che', copy)).rejects.toMatchObject({ status: 422 });
    expect((await store.patch(blinkered, 'Observation', 'che', final)).text).not.toContain('kín');
    expect((await store.read(everybody, 'Observation', 'che')).text).toContain('kín');
  });

  test('không đẩy được hồ sơ của mình sang người khác', async () => {
    await store.update(everybody, result('t2'));
    const away = jsonPatch([{ op: 'replace', path: '/subject/reference', value: 'Patient/khac' }]);
    await expect(store.patch(mine, 'Observation', 't2', away)).rejects.toMatchObject({ status: 403 });
  });

  test('chỉ được đọc, hay chỉ được ghi mà không được đọc: không sửa từng phần được', async () => {
    await store.update(everybody, result('t3'));
    await expect(store.patch(can('read', 'search'), 'Observation', 't3', final)).rejects.toMatchObject({ status: 403 });
    await expect(store.patch(can('update'), 'Observation', 't3', final)).rejects.toMatchObject({ status: 403 });
    const blind = store.patchWhere(can('read', 'update'), 'Observation', new URLSearchParams('_id=t3'), final);
    await expect(blind).rejects.toMatchObject({ status: 403 });
    expect((await store.patch(can('read', 'update'), 'Observation', 't3', final)).version).toBe(2);
  });
});
