import type { Encounter } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everybody = testCaller();
const mine = testCaller({ patients: ['toi'] });
const reader = testCaller((_type, interaction) => (interaction === 'read' ? 'all' : 'none'));

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  await store.update(everybody, { resourceType: 'Patient', id: 'toi' });
  await store.update(everybody, { resourceType: 'Patient', id: 'nguoi-khac' });
  await store.update(everybody, visit('nguoi-khac', 'e-khac'));
});
afterAll(() => record.close());

const visit = (patient: string, id?: string): Encounter => ({
  resourceType: 'Encounter',
  ...(id === undefined ? {} : { id }),
  status: 'planned',
  class: { code: 'AMB' },
  subject: { reference: `Patient/${patient}` },
});

test('ghi được hồ sơ của người bệnh trong phạm vi', async () => {
  const made = await store.create(mine, visit('toi'));
  expect((await store.update(mine, { ...visit('toi', made.id), status: 'arrived' })).version).toBe(2);
});

test('không tạo được hồ sơ của người khác', async () => {
  await expect(store.create(mine, visit('nguoi-khac'))).rejects.toMatchObject({ code: 'store.forbidden' });
  await expect(store.create(mine, { resourceType: 'Organization', name: 'x' })).rejects.toMatchObject({ status: 403 });
});

test('sửa, xóa hồ sơ của người khác: như không có', async () => {
  await expect(store.update(mine, visit('toi', 'e-khac'))).rejects.toMatchObject({ status: 404 });
  await expect(store.delete(mine, 'Encounter', 'e-khac')).rejects.toMatchObject({ status: 404 });
});

test('không đẩy được hồ sơ của mình sang người khác', async () => {
  const made = await store.create(mine, visit('toi'));
  await expect(store.update(mine, visit('nguoi-khac', made.id))).rejects.toMatchObject({ status: 403 });
});

test('tạo có điều kiện không lộ hồ sơ ngoài phạm vi: trùng với cái không thấy là không trùng', async () => {
  await store.create(everybody, { ...visit('nguoi-khac'), identifier: [{ system: 's', value: 'kin' }] });
  const asked = (value: string) =>
    store.create(
      mine,
      { ...visit('toi'), identifier: [{ system: 's', value }] },
      { ifNoneExist: `identifier=s|${value}` },
    );
  expect((await asked('kin')).status).toBe(201);
  expect((await asked('kin')).status).toBe(200);
  expect((await asked('khong-ai-co')).status).toBe(201);
});

test('hồ sơ bị giấu, hồ sơ đã xóa và mã chưa ai dùng: sửa và xóa từ ngoài vào đều một câu trả lời', async () => {
  await store.update(everybody, visit('nguoi-khac', 'e-da-xoa'));
  await store.delete(everybody, 'Encounter', 'e-da-xoa');
  const refusal = async (asked: Promise<unknown>) =>
    asked.then(
      () => 'accepted',
      (thrown) => JSON.stringify({ status: thrown.status, outcome: thrown.outcome }).replaceAll(/e-[a-z-]+/g, 'ID'),
    );
  const answers = await Promise.all(
    ['e-khac', 'e-da-xoa', 'e-chua-co'].flatMap((id) => [
      refusal(store.update(mine, visit('toi', id))),
      refusal(store.update(mine, visit('nguoi-khac', id))),
      refusal(store.update(mine, visit('toi', id), { ifMatch: 1 })),
      refusal(store.delete(mine, 'Encounter', id)),
      refusal(store.delete(mine, 'Encounter', id, { ifMatch: 7 })),
    ]),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('404');
});

test('người chỉ được đọc không ghi gì được', async () => {
  await expect(store.create(reader, visit('toi'))).rejects.toMatchObject({ status: 403 });
  await expect(store.update(reader, visit('toi', 'e-khac'))).rejects.toMatchObject({ status: 403 });
  await expect(store.delete(reader, 'Encounter', 'e-khac')).rejects.toMatchObject({ status: 403 });
});

test('điều kiện ghi không dò được loại hồ sơ mà người hỏi không được tìm', async () => {
  await store.update(everybody, {
    resourceType: 'Basic',
    id: 'kin',
    code: { text: 'kín' },
    subject: { reference: 'Patient/toi' },
  });
  const clerk = testCaller((type) => (type === 'Basic' ? 'none' : 'all'));
  const patient = { resourceType: 'Patient', active: true } as const;
  const asked = (query: string) => store.updateWhere(clerk, patient, new URLSearchParams(query));
  await expect(asked('_id=toi&_has:Basic:patient:_id=kin&identifier=khong-co')).resolves.toMatchObject({ status: 201 });
  const before = await store.read(everybody, 'Patient', 'toi');
  expect(await asked('_has:Basic:patient:_id=kin')).toMatchObject({ status: 201 });
  expect(await store.read(everybody, 'Patient', 'toi')).toEqual(before);
  const writer = testCaller((_type, interaction) => (interaction === 'search' ? 'none' : 'all'));
  const made = store.create(writer, patient, { ifNoneExist: 'identifier=s|1' });
  await expect(made).rejects.toMatchObject({ code: 'store.forbidden' });
});

test('dẫn chiếu có điều kiện chỉ tìm trong phạm vi của người ghi', async () => {
  for (const [id, value] of [
    ['toi', 'cua-toi'],
    ['nguoi-khac', 'cua-ho'],
  ] as const)
    await store.update(everybody, { resourceType: 'Patient', id, identifier: [{ system: 's', value }] });
  const bundle = (value: string) => ({
    resourceType: 'Bundle' as const,
    type: 'transaction' as const,
    entry: [
      {
        resource: { ...visit('toi'), subject: { reference: `Patient?identifier=s|${value}` } },
        request: { method: 'POST' as const, url: 'Encounter' },
      },
    ],
  });
  await expect(store.bundle(mine, bundle('cua-ho'))).rejects.toMatchObject({ code: 'store.unresolvedReference' });
  expect((await store.bundle(mine, bundle('cua-toi'))).entry?.[0]?.response?.status).toBe('201 Created');
});

test('viết về người đã từ chối, hay về người không có: một câu trả lời; điều đã viết trước thì còn nguyên', async () => {
  const refused = testCaller({ withoutPatients: ['nguoi-khac'] });
  const note = (patient: string, encounter?: string) => ({
    resourceType: 'Basic' as const,
    code: { text: 'x' },
    subject: { reference: `Patient/${patient}` },
    ...(encounter === undefined
      ? {}
      : { extension: [{ url: 'urn:x', valueReference: { reference: `Encounter/${encounter}` } }] }),
  });
  const refusal = async (asked: Promise<unknown>) =>
    asked.then(
      () => 'accepted',
      (thrown) =>
        JSON.stringify({ status: thrown.status, outcome: thrown.outcome }).replaceAll(
          /nguoi-khac|khong-co|e-khac/g,
          'ID',
        ),
    );
  const own = await store.create(everybody, note('toi'));
  const ways = [
    (patient: string) => store.create(refused, note(patient)),
    (patient: string) => store.create(refused, note(patient), { ifNoneExist: `identifier=s|${patient}` }),
    (patient: string) => store.update(refused, { ...note(patient), id: own.id }),
    (patient: string) => store.patch(refused, 'Basic', own.id, () => ({ ...note(patient), id: own.id })),
  ];
  for (const way of ways) {
    const answers = await Promise.all(['nguoi-khac', 'khong-co'].map((patient) => refusal(way(patient))));
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('422');
  }
  const visits = await Promise.all(['e-khac', 'khong-co'].map((id) => refusal(store.create(refused, note('toi', id)))));
  expect(visits[0]).toBe(visits[1]);
  expect((await store.create(refused, note('toi'))).status).toBe(201);
  // what names somebody since before they refused can still be changed
  const before = await store.create(everybody, note('toi', 'e-khac'));
  expect((await store.update(refused, { ...note('toi', 'e-khac'), id: before.id, language: 'vi' })).version).toBe(2);
});
