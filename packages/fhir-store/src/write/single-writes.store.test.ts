import type { Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeErrors } from '../errors.ts';
import { openStore } from '../open-store.ts';
import { parseJson } from '../parse-json.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const caller = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, {
    guard: (previous) => {
      if (previous.resourceType === 'Composition') throw storeErrors.forbidden({ at: 'Composition' });
    },
    validate: (resource) => {
      if (resource.resourceType === 'Basic') throw storeErrors.invalidValue({ at: 'Basic.code' });
    },
  });
});
afterAll(() => record.close());

const patient = (name: string, more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  name: [{ text: name }],
  ...more,
});

const count = async (table: string, id: string): Promise<number> => {
  const [row] = await record.sql.query<{ n: number }>({
    text: `select count(*)::int4 as n from ${table} where id = $1`,
    values: [id],
  });
  return row?.n ?? 0;
};

describe('tạo, đọc, sửa, xóa', () => {
  test('tạo rồi đọc lại đúng chữ đã lưu', async () => {
    const made = await store.create(caller, patient('Nguyễn Thị Ánh'));
    expect(made).toMatchObject({ type: 'Patient', version: 1, status: 201 });
    const read = await store.read(caller, 'Patient', made.id);
    expect(read.text).toBe(made.text);
    expect(JSON.parse(read.text)).toMatchObject({
      id: made.id,
      meta: { versionId: '1', lastUpdated: made.lastUpdated },
    });
  });

  test('id và meta.versionId người gửi viết không có hiệu lực khi tạo', async () => {
    const made = await store.create(
      caller,
      patient('An', { id: 'toi-chon', meta: { versionId: '9', tag: [{ code: 't' }] } }),
    );
    expect(made.id).not.toBe('toi-chon');
    expect(JSON.parse(made.text).meta).toMatchObject({ versionId: '1', tag: [{ code: 't' }] });
  });

  test('mỗi lần sửa là một phiên bản, phiên bản cũ còn nguyên', async () => {
    const first = await store.create(caller, patient('Bình'));
    const second = await store.update(caller, { ...patient('Bình Minh'), id: first.id });
    expect(second).toMatchObject({ version: 2, status: 200 });
    expect((await store.vread(caller, 'Patient', first.id, 1)).text).toBe(first.text);
    expect((await store.read(caller, 'Patient', first.id)).text).toBe(second.text);
    expect(await count('resource_history', first.id)).toBe(1);
  });

  test('PUT vào id chưa có thì tạo', async () => {
    const made = await store.update(caller, patient('Chi', { id: 'bn-chi' }));
    expect(made).toMatchObject({ id: 'bn-chi', version: 1, status: 201 });
  });

  test('xóa: đọc lại là đã xóa, xóa lần nữa không đổi gì, ghi lại thì sống lại', async () => {
    const made = await store.create(caller, patient('Dũng'));
    expect(await store.delete(caller, 'Patient', made.id)).toEqual({ version: 2 });
    await expect(store.read(caller, 'Patient', made.id)).rejects.toMatchObject({ code: 'store.deleted', status: 410 });
    expect(await store.delete(caller, 'Patient', made.id)).toEqual({ version: 2 });
    expect(await count('idx_string', made.id)).toBe(0);
    const again = await store.update(caller, { ...patient('Dũng'), id: made.id });
    expect(again).toMatchObject({ version: 3, status: 201 });
    expect((await store.read(caller, 'Patient', made.id)).version).toBe(3);
  });

  test('xóa cái không có là 404', async () => {
    await expect(store.delete(caller, 'Patient', 'khong-co')).rejects.toMatchObject({ code: 'store.notFound' });
  });

  test.each(['', 'a b', 'x'.repeat(65), 'ký-tự', '../x'])('id %j không hợp lệ', async (id) => {
    await expect(store.update(caller, patient('E', { id }))).rejects.toMatchObject({ code: 'store.invalidId' });
  });

  test('không phải R4 thì không ghi', async () => {
    await expect(store.create(caller, { resourceType: 'Basic', code: {} })).rejects.toMatchObject({
      code: 'store.invalidValue',
    });
  });

  test('hồ sơ đã khóa không sửa, không xóa được', async () => {
    const text =
      '{"resourceType":"Composition","id":"khoa","status":"final","type":{"text":"x"},"title":"t","date":"2026-03-02","author":[]}';
    await store.update(caller, JSON.parse(text));
    await expect(store.update(caller, JSON.parse(text))).rejects.toMatchObject({ code: 'store.forbidden' });
    await expect(store.delete(caller, 'Composition', 'khoa')).rejects.toMatchObject({ code: 'store.forbidden' });
    expect((await store.read(caller, 'Composition', 'khoa')).version).toBe(1);
  });
});

describe('If-Match', () => {
  test('phiên bản 0: chỉ ghi khi chưa từng có, người đến sau bị từ chối', async () => {
    const first = () => store.update(caller, patient('Đầu tiên', { id: 'dau-tien' }), { ifMatch: 0 });
    const all = await Promise.allSettled([first(), first()]);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(first()).rejects.toMatchObject({ status: 412 });
    await store.delete(caller, 'Patient', 'dau-tien');
    await expect(first()).rejects.toMatchObject({ status: 412 });
  });

  test('đúng phiên bản thì ghi, sai thì 412 và không đổi gì', async () => {
    const made = await store.create(caller, patient('Giang'));
    await store.update(caller, { ...patient('Giang 2'), id: made.id }, { ifMatch: 1 });
    const late = store.update(caller, { ...patient('Giang 3'), id: made.id }, { ifMatch: 1 });
    await expect(late).rejects.toMatchObject({ code: 'store.versionConflict', status: 412 });
    await expect(store.delete(caller, 'Patient', made.id, { ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
    await expect(store.update(caller, patient('H', { id: 'chua-co' }), { ifMatch: 1 })).rejects.toMatchObject({
      status: 412,
    });
    expect((await store.read(caller, 'Patient', made.id)).version).toBe(2);
  });

  test('16 người cùng sửa một phiên bản: đúng một người được', async () => {
    const made = await store.create(caller, patient('Hà'));
    const tries = Array.from({ length: 16 }, (_, k) =>
      store.update(caller, { ...patient(`Hà ${k}`), id: made.id }, { ifMatch: 1 }).then(
        () => 'ok',
        (error) => error.code,
      ),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'store.versionConflict')).toHaveLength(15);
  });

  test('16 lần PUT không điều kiện cùng lúc: 16 phiên bản, không mất phiên bản nào', async () => {
    const made = await store.create(caller, patient('Khánh'));
    const puts = Array.from({ length: 16 }, (_, k) => store.update(caller, { ...patient(`Khánh ${k}`), id: made.id }));
    const versions = (await Promise.all(puts)).map(({ version }) => version).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 16 }, (_, k) => k + 2));
    expect(await count('resource_history', made.id)).toBe(16);
  });

  test('16 lần PUT cùng lúc vào một id mới: một lần tạo, 15 lần sửa', async () => {
    const puts = Array.from({ length: 16 }, (_, k) => store.update(caller, patient(`Lan ${k}`, { id: 'lan' })));
    const written = await Promise.all(puts);
    expect(written.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await store.read(caller, 'Patient', 'lan')).version).toBe(16);
  });
});

describe('dòng tìm kiếm', () => {
  test('sửa một chỗ chỉ đổi dòng của chỗ đó', async () => {
    const made = await store.create(
      caller,
      patient('Mai', { gender: 'female', birthDate: '1990-05-06', active: true }),
    );
    const rows = () =>
      record.sql.query({
        text: 'select param, code, xmin::text as tx from idx_token where id = $1 and param < 445 order by param',
        values: [made.id],
      });
    const before = await rows();
    await store.update(caller, {
      ...patient('Mai', { gender: 'male', birthDate: '1990-05-06', active: true }),
      id: made.id,
    });
    const after = await rows();
    expect(before).toHaveLength(2);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).toMatchObject({ code: 'male' });
  });

  test('dòng sau nhiều lần sửa giống hệt dòng khi ghi mới', async () => {
    const observation = (value: number, code: string): Observation => ({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code }, { code: 'khong-he' }] },
      effectiveDateTime: `2026-03-0${(value % 9) + 1}`,
      component: [{ code: { coding: [{ code: 'a' }] }, valueQuantity: { value, unit: 'mmHg' } }],
    });
    const made = await store.create(caller, observation(1, 'x'));
    for (const value of [2, 3, 4, 5]) await store.update(caller, { ...observation(value, `x${value}`), id: made.id });
    const fresh = await store.create(caller, observation(5, 'x5'));
    for (const table of [
      'idx_token',
      'idx_date',
      'idx_quantity',
      'idx_composite',
      'idx_string',
      'idx_reference',
      'idx_uri',
    ]) {
      const rows = (id: string) =>
        record.sql.query({
          text: `select to_jsonb(t) - 'id' as row from ${table} t where id = $1 order by 1`,
          values: [id],
        });
      expect(await rows(made.id)).toEqual(await rows(fresh.id));
    }
  });

  test('chữ rất dài và ký tự NUL không làm hỏng việc ghi', async () => {
    const long = 'ế'.repeat(5000);
    const made = await store.create(caller, patient(long, { identifier: [{ system: 's', value: `\0${long}` }] }));
    expect(JSON.parse((await store.read(caller, 'Patient', made.id)).text).identifier[0].value).toBe(`\0${long}`);
  });
});

describe('số thập phân', () => {
  test('giữ nguyên cách viết qua lưu, đọc và sửa', async () => {
    const text =
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10,"unit":"mg"}}';
    const made = await store.create(caller, parseJson(text) as never);
    expect(made.text).toContain('"value":1.10,');
    const found = await store.search(caller, 'Observation', new URLSearchParams('value-quantity=1.1||mg'));
    expect(found.matches.map(({ id }) => id)).toEqual([made.id]);
  });
});

describe('cùng một giao dịch', () => {
  test('mỗi lần ghi có một dòng outbox và một dòng nhật ký của chính giao dịch đó', async () => {
    const made = await store.create(testCaller('all', { activity: 'Patient/$thu' }), patient('Nga'));
    const [event] = await record.sql.query<{ entries: string; tx: string }>({
      text: 'select entries, xmin::text as tx from outbox order by seq desc limit 1',
    });
    const [trail] = await record.sql.query<Record<string, unknown>>({
      text: 'select *, xmin::text as mark from audit order by seq desc limit 1',
    });
    const [row] = await record.sql.query<{ tx: string }>({
      text: 'select xmin::text as tx from resource where id = $1',
      values: [made.id],
    });
    expect(JSON.parse(event?.entries ?? '')).toEqual([{ type: 'Patient', id: made.id, version: 1, method: 'POST' }]);
    expect(trail).toMatchObject({
      action: 'C',
      agent: 'Practitioner/test',
      activity: 'Patient/$thu',
      what: [`Patient/${made.id}`],
      patient: [made.id],
    });
    expect([event?.tx, trail?.mark]).toEqual([row?.tx, row?.tx]);
  });

  test('việc ghi bị từ chối không để lại gì', async () => {
    const total = async () =>
      (
        await record.sql.query<{ n: number }>({
          text: 'select (select count(*) from outbox)::int4 + (select count(*) from audit)::int4 as n',
        })
      )[0]?.n;
    const before = await total();
    await store.update(caller, patient('O', { id: 'o' }), { ifMatch: 7 }).catch(() => undefined);
    expect(await total()).toBe(before);
  });
});
