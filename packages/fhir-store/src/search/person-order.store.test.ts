import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personKeys } from '../indexing/person-keys.ts';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

const names = ['Lê Văn Ánh', 'Trần Thị An', 'Nguyễn Văn An', 'Lê Thị Đào', 'Lê Văn Dũng', 'Lê Thị Ân', 'Lê Văn Anh'];
const inOrder = ['Nguyễn Văn An', 'Trần Thị An', 'Lê Văn Anh', 'Lê Văn Ánh', 'Lê Thị Ân', 'Lê Văn Dũng', 'Lê Thị Đào'];

const patient = (text: string, more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  active: true,
  name: [{ text }],
  ...more,
});

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  for (const name of names) await store.create(everyone, patient(name, { gender: 'female' }));
  await store.create(everyone, { resourceType: 'Patient', gender: 'female' });
});
afterAll(() => record.close());

const nameOf = (text: string): string => (JSON.parse(text) as Patient).name?.[0]?.text ?? '';

/** Page after page of two. */
async function walk(query: string, caller = everyone): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 20; pages += 1) {
    const asked = new URLSearchParams(`${query}&_count=2${cursor === undefined ? '' : `&_cursor=${cursor}`}`);
    const { matches, next } = await store.search(caller, 'Patient', asked);
    found.push(...matches.map(({ text }) => nameOf(text)));
    if (next === undefined) return found;
    cursor = next;
  }
  throw new Error('pages without end');
}

test.each(['_sort=given', '_sort=name', 'gender=female&_sort=name', '_sort=name,birthdate'])(
  'xếp theo tên như người giữ sổ: %s',
  async (query) => {
    expect(await walk(query)).toEqual([...inOrder, '']);
  },
);

test('xếp ngược cũng theo trang, không sót không lặp', async () => {
  expect(await walk('_sort=-given')).toEqual(['', ...[...inOrder].reverse()]);
});

test('ai chỉ được xem một người thì danh sách xếp theo tên cũng chỉ có người ấy', async () => {
  const [one] = (await store.search(everyone, 'Patient', new URLSearchParams({ name: 'le thi dao' }))).matches;
  const own = testCaller({ patients: [one?.id ?? ''] });
  expect(await walk('_sort=name', own)).toEqual(['Lê Thị Đào']);
  expect(await walk('gender=female&_sort=given', own)).toEqual(['Lê Thị Đào']);
});

test.each(['nguyen van a', 'NGUYỄN VĂN Á', 'Nguyễn Văn Á'.normalize('NFD'), 'Nguyễn Văn Á'.normalize('NFC')])(
  'gõ %s tìm ra Nguyễn Văn Á, viết dựng sẵn hay tổ hợp; đ và d là một',
  async (typed) => {
    const written = [patient('Nguyễn Văn Á'.normalize('NFC')), patient('Nguyễn Văn Á'.normalize('NFD'))];
    const ids = [];
    for (const one of written) ids.push((await store.create(everyone, one)).id);
    const { matches } = await store.search(everyone, 'Patient', new URLSearchParams({ name: typed, _count: '50' }));
    expect(matches.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    for (const id of ids) await store.delete(everyone, 'Patient', id);
  },
);

test('khóa tìm người đổi theo bản mới, và theo quyền của người hỏi', async () => {
  const first = patient('Đỗ Thị Khóa', { birthDate: '1970-02-03' });
  const { id } = await store.create(everyone, first);
  const search = async (person: Patient, caller = everyone) => {
    const codes = personKeys({ ...person }).map((key) => `|${key}`);
    const { matches } = await store.search(caller, 'Patient', new URLSearchParams({ 'person-key': codes.join(',') }));
    return matches.map((match) => match.id);
  };
  expect(await search(patient('do thij khoas', { birthDate: '1970' }))).toEqual([id]);
  expect(await search(first, testCaller({ patients: ['khac'] }))).toEqual([]);
  const second = patient('Hồ Văn Bền', { birthDate: '1955-11-12' });
  await store.update(everyone, { ...second, id });
  expect(await search(first)).toEqual([]);
  expect(await search(second)).toEqual([id]);
});
