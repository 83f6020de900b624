import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const caller = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
});
afterAll(() => record.close());

const person = (value: string, more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:cccd', value }],
  ...more,
});
const known = (value: string) => `identifier=urn:cccd|${value}`;
const howMany = async (value: string) =>
  (await store.search(caller, 'Patient', new URLSearchParams(known(value)))).matches.length;

describe('tạo khi chưa có', () => {
  test('lần hai tìm thấy lần một', async () => {
    const first = await store.create(caller, person('1'), { ifNoneExist: known('1') });
    const second = await store.create(caller, person('1', { active: true }), { ifNoneExist: `Patient?${known('1')}` });
    expect([first.status, second.status, second.id, second.text]).toEqual([201, 200, first.id, first.text]);
  });

  test('điều kiện trúng nhiều hồ sơ là 412', async () => {
    await store.create(caller, person('2'));
    await store.create(caller, person('2'));
    await expect(store.create(caller, person('2'), { ifNoneExist: known('2') })).rejects.toMatchObject({
      code: 'store.multipleMatches',
      status: 412,
    });
  });

  test.each(['', 'khong-hieu=1', '_count=1', '_sort=family', '_include=Patient:organization', '_format=json'])(
    'điều kiện %j không dùng được',
    async (ifNoneExist) => {
      await expect(store.create(caller, person('x'), { ifNoneExist })).rejects.toMatchObject({ status: 400 });
    },
  );

  test('16 người cùng lúc, mỗi số 16 lần: mỗi số đúng một hồ sơ, không ai bị từ chối', async () => {
    const tasks = Array.from({ length: 256 }, (_, k) => `n${k % 16}`);
    const answers = await Promise.all(
      tasks.map((value) => store.create(caller, person(value), { ifNoneExist: known(value) })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(16);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(16);
  });

  test('16 người cùng lúc, số khác nhau: không một xung đột giả', async () => {
    const values = Array.from({ length: 160 }, (_, k) => `m${k}`);
    const answers = await Promise.all(
      values.map((value) => store.create(caller, person(value), { ifNoneExist: known(value) })),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
  });

  test('POST thường xen vào không làm sinh hồ sơ thứ hai sau nó', async () => {
    for (let round = 0; round < 10; round += 1) {
      const value = `xen${round}`;
      const answers = await Promise.all([
        store.create(caller, person(value)),
        ...Array.from({ length: 5 }, () =>
          store.create(caller, person(value), { ifNoneExist: known(value) }).catch((error) => error),
        ),
      ]);
      const made = answers.filter((answer) => answer.status === 201);
      expect(made.length).toBeLessThanOrEqual(2);
      expect(await howMany(value)).toBe(made.length);
    }
  });
});

describe('sửa theo điều kiện', () => {
  test('chưa có thì tạo, có một thì sửa, id khác thì từ chối', async () => {
    const query = new URLSearchParams(known('u'));
    const first = await store.updateWhere(caller, person('u'), query);
    expect(first.status).toBe(201);
    const second = await store.updateWhere(caller, person('u', { active: true }), query);
    expect(second).toMatchObject({ id: first.id, version: 2, status: 200 });
    await expect(store.updateWhere(caller, person('u', { id: 'khac' }), query)).rejects.toMatchObject({
      code: 'store.idMismatch',
    });
    await expect(store.updateWhere(caller, person('u'), query, { ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  });

  test('chưa có, có id: tạo với id đó', async () => {
    const made = await store.updateWhere(caller, person('v', { id: 'toi-chon' }), new URLSearchParams(known('v')));
    expect(made).toMatchObject({ id: 'toi-chon', status: 201 });
  });
});

describe('xóa có điều kiện', () => {
  const named = (value: string): Patient => ({ resourceType: 'Patient', identifier: [{ system: 'xoa', value }] });
  const where = (value: string, by = caller) =>
    store.deleteWhere(by, 'Patient', new URLSearchParams(`identifier=xoa|${value}`));

  test('đúng một thì xóa, không có thì thôi, nhiều là 412, không điều kiện là 400', async () => {
    const { id } = await store.create(caller, named('mot'));
    await where('mot');
    await expect(store.read(caller, 'Patient', id)).rejects.toMatchObject({ status: 410 });
    await where('mot');
    for (let round = 0; round < 2; round += 1) await store.create(caller, named('hai'));
    await expect(where('hai')).rejects.toMatchObject({ status: 412 });
    await expect(store.deleteWhere(caller, 'Patient', new URLSearchParams())).rejects.toMatchObject({ status: 400 });
  });

  test('trong gói: không có gì để xóa cũng là xong', async () => {
    const entry = ['khong-1', 'khong-2'].map((value) => ({
      request: { method: 'DELETE' as const, url: `Patient?identifier=xoa|${value}` },
    }));
    const answer = await store.bundle(caller, { resourceType: 'Bundle', type: 'transaction', entry });
    expect(answer.entry).toEqual([
      { response: { status: '204 No Content' } },
      { response: { status: '204 No Content' } },
    ]);
  });

  test('hồ sơ ngoài phạm vi: như không có, và vẫn còn', async () => {
    const { id } = await store.create(caller, named('kin'));
    await where('kin', testCaller({ patients: ['ai-do'] }));
    expect((await store.read(caller, 'Patient', id)).version).toBe(1);
  });
});
