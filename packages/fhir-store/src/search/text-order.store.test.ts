import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Caller, FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

const person = (id: string, ...names: string[]): Patient => ({
  resourceType: 'Patient',
  id,
  gender: id < 'm' ? 'male' : 'female',
  name: names.map((text) => {
    const [family = '', ...given] = text.split(' ');
    return { text, family, given };
  }),
});

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  const people = [
    person('a', 'Nguyễn Văn Á'),
    person('b', 'Ngũ Thị Bê', 'Nguyễn Thị Bê'),
    person('c', 'Trần Nguyệt', 'Lê Nguyệt'),
    person('d', 'Nguyen Van An', 'Nguyễn Văn An'),
    person('e', 'Lê Nguyệt Ánh'),
    person('x', 'Đặng Nga'),
    person('z', 'NGUYỄN THỊ ĐÀO'),
  ];
  for (const one of people.toReversed()) await store.update(everyone, one);
});
afterAll(() => record.close());

async function walk(query: string, count: number, caller: Caller = everyone): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const asked = new URLSearchParams(`${query}&_count=${count}`);
    if (cursor) asked.set('_cursor', cursor);
    const { matches, next } = await store.search(caller, 'Patient', asked);
    ids.push(...matches.map(({ id }) => id));
    cursor = next;
  } while (cursor !== undefined && ids.length < 50);
  return ids;
}

describe('danh sách theo phần đầu của tên', () => {
  test.each([1, 2, 3, 100])(
    'trang %i người: mỗi người một lần dù nhiều tên giống nhau, không sót ai',
    async (count) => {
      expect(await walk('name=ngu', count)).toEqual(['b', 'a', 'd', 'z', 'c', 'e']);
    },
  );

  test('nhiều giá trị chồng nhau vẫn mỗi người một lần', async () => {
    expect((await walk('name=ngu,nguyen,le', 2)).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'z']);
    expect((await walk('name:exact=Nguyễn,NGUYỄN', 1)).toSorted()).toEqual(['a', 'b', 'd', 'z']);
  });

  test('kèm điều kiện khác, hoặc xin thứ tự khác: vẫn đúng người', async () => {
    expect(await walk('name=ngu&gender=male', 2)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await walk('name=ngu&_sort=_id', 2)).toEqual(['a', 'b', 'c', 'd', 'e', 'z']);
    expect(await walk('name=ngu&_sort=-_id', 4)).toEqual(['z', 'e', 'd', 'c', 'b', 'a']);
    expect((await walk('name=ngu&gender:not=male', 1)).toSorted()).toEqual(['z']);
  });

  test('ai bị che với người hỏi thì không có trong trang nào', async () => {
    const caller = testCaller(() => ({ withoutPatients: ['a', 'c'] }));
    expect(await walk('name=ngu', 1, caller)).toEqual(['b', 'd', 'z', 'e']);
  });

  test('vị trí của thứ tự này không dùng được cho thứ tự khác', async () => {
    const { next } = await store.search(everyone, 'Patient', new URLSearchParams('name=ngu&_count=1'));
    const other = new URLSearchParams(`name=ngu&gender=male&_count=1&_cursor=${next}`);
    await expect(store.search(everyone, 'Patient', other)).rejects.toMatchObject({ status: 400 });
  });
});
