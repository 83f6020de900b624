import type { Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import type { Caller, FhirStore, HistoryPage } from './store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from './test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();
const ofPatientA = testCaller({ patients: ['a'] });
const nobody = testCaller('none');

const patient = (id: string, more: Partial<Patient> = {}): Patient => ({ resourceType: 'Patient', id, ...more });
const result = (subject: string): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { text: 'Kali máu' },
  subject: { reference: `Patient/${subject}` },
});
const keys = ({ entries }: HistoryPage) =>
  entries.map(({ stored, method }) => `${method} ${stored.type}/${stored.id}/${stored.version}`);

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  await store.update(everyone, patient('a'));
  await store.update(everyone, patient('b', { gender: 'female' }));
  await store.update(everyone, result('b'));
  await store.update(everyone, result('a'));
  await store.update(everyone, patient('b', { gender: 'male' }));
  await store.delete(everyone, 'Patient', 'b');
  await store.update(everyone, patient('c'));
});
afterAll(() => record.close());

describe('đọc một hồ sơ', () => {
  test('bản hiện tại, mã bản và thời điểm', async () => {
    const stored = await store.read(everyone, 'Observation', 'o1');
    expect(stored).toMatchObject({ type: 'Observation', id: 'o1', version: 2 });
    expect(JSON.parse(stored.text)).toMatchObject({
      subject: { reference: 'Patient/a' },
      meta: { versionId: '2', lastUpdated: stored.lastUpdated },
    });
  });

  test('không có: 404; đã xóa: 410; loại bị cấm: 403', async () => {
    await expect(store.read(everyone, 'Patient', 'khong-co')).rejects.toMatchObject({ status: 404 });
    await expect(store.read(everyone, 'Patient', 'b')).rejects.toMatchObject({ status: 410 });
    await expect(store.read(nobody, 'Patient', 'a')).rejects.toMatchObject({ status: 403 });
  });

  test('nhiều người đọc cùng lúc đi chung: mỗi người đúng câu trả lời của mình', async () => {
    const asked: string[] = [];
    const watched = openStore({
      ...record.sql,
      query(statement) {
        asked.push(statement.text);
        return record.sql.query(statement);
      },
    });
    const ids = Array.from({ length: 120 }, (_, number) => ['a', 'b', 'c', 'khong-co', 'o1'][number % 5] ?? '');
    const answers = await Promise.allSettled([
      ...ids.map((id) => watched.read(everyone, id === 'o1' ? 'Observation' : 'Patient', id)),
      watched.read(ofPatientA, 'Patient', 'c'),
      watched.read(nobody, 'Patient', 'a'),
    ]);
    const told = answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value.id : (answer.reason as { status: number }).status,
    );
    const expected = { a: 'a', b: 410, c: 'c', 'khong-co': 404, o1: 'o1' };
    expect(told).toEqual([...ids.map((id) => expected[id as keyof typeof expected]), 404, 403]);
    // two alone, the others at most fifty in a statement, and the reader with a narrower reach
    expect(asked).toHaveLength(6);
  });

  test('ngoài quyền thì như không có, kể cả khi đã xóa', async () => {
    expect((await store.read(ofPatientA, 'Observation', 'o1')).version).toBe(2);
    expect((await store.read(ofPatientA, 'Patient', 'a')).id).toBe('a');
    for (const id of ['b', 'c', 'khong-co']) {
      await expect(store.read(ofPatientA, 'Patient', id)).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe('đọc một bản cũ', () => {
  test('bản đã thay, bản hiện tại, bản là việc xóa', async () => {
    expect((await store.vread(everyone, 'Observation', 'o1', 1)).text).toContain('Patient/b');
    expect((await store.vread(everyone, 'Observation', 'o1', 2)).text).toContain('Patient/a');
    await expect(store.vread(everyone, 'Patient', 'b', 3)).rejects.toMatchObject({ status: 410 });
    expect(JSON.parse((await store.vread(everyone, 'Patient', 'b', 1)).text)).toMatchObject({ gender: 'female' });
  });

  test.each([0, 3, -1, 1.5, Number.NaN, 2 ** 40])('bản số %s không có: 404', async (version) => {
    await expect(store.vread(everyone, 'Observation', 'o1', version)).rejects.toMatchObject({ status: 404 });
  });

  test('bản cũ từng thuộc người khác không đọc được qua quyền trên người này', async () => {
    await expect(store.vread(ofPatientA, 'Observation', 'o1', 1)).rejects.toMatchObject({ status: 404 });
    expect((await store.vread(ofPatientA, 'Observation', 'o1', 2)).version).toBe(2);
  });
});

describe('lịch sử', () => {
  const history = (query = '', at = {}, caller: Caller = everyone) =>
    store.history(caller, at, new URLSearchParams(query));

  test('của một hồ sơ: mới trước cũ sau, kể cả việc xóa', async () => {
    expect(keys(await history('', { type: 'Patient', id: 'b' }))).toEqual([
      'DELETE Patient/b/3',
      'PUT Patient/b/2',
      'PUT Patient/b/1',
    ]);
  });

  test('của một loại và của tất cả, từng trang không lặp không sót', async () => {
    expect(keys(await history('', { type: 'Patient' }))).toEqual([
      'PUT Patient/c/1',
      'DELETE Patient/b/3',
      'PUT Patient/b/2',
      'PUT Patient/b/1',
      'PUT Patient/a/1',
    ]);
    const whole = keys(await history());
    expect(whole).toHaveLength(7);
    const paged: string[] = [];
    let next: string | undefined;
    do {
      const page: HistoryPage = await history(`_count=2${next ? `&_cursor=${next}` : ''}`);
      paged.push(...keys(page));
      next = page.next;
    } while (next);
    expect(paged).toEqual(whole);
  });

  test('_since bỏ những gì cũ hơn', async () => {
    const { lastUpdated } = await store.read(everyone, 'Patient', 'c');
    expect(keys(await history(`_since=${lastUpdated}`, { type: 'Patient' }))).toContain('PUT Patient/c/1');
    expect(keys(await history('_since=2999-01-01'))).toEqual([]);
  });

  test('_at: những bản đang có hiệu lực trong thời gian đó', async () => {
    const hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((hour) => new Date(Date.UTC(2026, 0, 1, hour)));
    const hourly = openStore(record.sql, { now: () => hours.shift() ?? new Date() });
    await hourly.update(everyone, patient('luc', { gender: 'female' }));
    await hourly.update(everyone, patient('luc', { gender: 'male' }));
    await hourly.delete(everyone, 'Patient', 'luc');
    const [third, second, first] = keys(await history('', { type: 'Patient', id: 'luc' }));
    const at = async (moment: string) => keys(await history(`_at=${moment}`, { type: 'Patient', id: 'luc' }));
    const marks = (await history('', { type: 'Patient', id: 'luc' })).entries.map(({ stored }) =>
      Date.parse(stored.lastUpdated),
    );
    const between = (index: number) => new Date((marks[index] ?? 0) + 1000).toISOString();
    expect(await at(between(2))).toEqual([first]);
    expect(await at(between(1))).toEqual([second]);
    expect(await at('2999')).toEqual([third]);
    expect(await at('2001')).toEqual([]);
    expect(await at('2026-01-01')).toEqual([third, second, first]);
    await expect(at('hom-qua')).rejects.toMatchObject({ status: 400 });
  });

  test('xóa rồi tạo lại: số phiên bản đi tiếp, bản ở giữa là 410', async () => {
    const again = { resourceType: 'Patient', id: 'tao-lai' } as const;
    await store.update(everyone, again);
    await store.delete(everyone, 'Patient', 'tao-lai');
    expect(await store.update(everyone, again)).toMatchObject({ status: 201, version: 3 });
    await expect(store.vread(everyone, 'Patient', 'tao-lai', 2)).rejects.toMatchObject({ status: 410 });
    expect(keys(await history('', { type: 'Patient', id: 'tao-lai' }))).toEqual([
      'PUT Patient/tao-lai/3',
      'DELETE Patient/tao-lai/2',
      'PUT Patient/tao-lai/1',
    ]);
  });

  test('sang trang trong khi có người ghi: không lặp, không sót', async () => {
    const make = (id: string) => store.update(everyone, { resourceType: 'Basic', id, code: { text: id } });
    for (const id of ['g1', 'g2', 'g3', 'g4', 'g5']) await make(id);
    const before = keys(await history('', { type: 'Basic' }));
    const paged: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: HistoryPage = await history(`_count=1${next ? `&_cursor=${next}` : ''}`, { type: 'Basic' });
      paged.push(...keys(page));
      await make('g3');
      next = page.next;
    }
    expect(paged).toEqual(before);
  });

  test('chỉ thấy những gì thuộc quyền', async () => {
    expect(keys(await history('', { type: 'Observation', id: 'o1' }, ofPatientA))).toEqual(['PUT Observation/o1/2']);
    expect(keys(await history('', {}, ofPatientA))).toEqual(['PUT Observation/o1/2', 'PUT Patient/a/1']);
    await expect(history('', { type: 'Patient', id: 'b' }, ofPatientA)).rejects.toMatchObject({ status: 404 });
    await expect(history('', { type: 'Patient' }, nobody)).rejects.toMatchObject({ status: 403 });
    await expect(history('', {}, nobody)).rejects.toMatchObject({ status: 403 });
  });

  test('câu hỏi sai: 400; hồ sơ không có: 404', async () => {
    for (const query of ['_since=hom-qua', '_count=x', '_cursor=abc', '_cursor=%00']) {
      await expect(history(query), query).rejects.toMatchObject({ status: 400 });
    }
    const forged = Buffer.from(JSON.stringify(['history  ', '9'.repeat(15), '1', 'a', '1'])).toString('base64url');
    await expect(history(`_cursor=${forged}`)).rejects.toMatchObject({ status: 400 });
    await expect(history('', { type: 'Patient', id: 'khong-co' })).rejects.toMatchObject({ status: 404 });
  });
});
