import type { Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
const observation = (patient: string, n: number): Observation => ({
  resourceType: 'Observation',
  status: n % 3 === 0 ? 'preliminary' : 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: `Patient/${patient}` },
  ...(n % 5 === 0 ? {} : { effectiveDateTime: day(n % 7) }),
  valueQuantity: { value: n },
});

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
});
afterAll(() => record.close());

/** All pages; `between` runs after each of them. */
async function walk(query: string, between: (page: number) => Promise<unknown> = async () => undefined) {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const asked = new URLSearchParams(query);
    if (cursor) asked.set('_cursor', cursor);
    const { matches, next } = await store.search(everyone, 'Observation', asked);
    ids.push(...matches.map(({ id }) => id));
    if (!next) return ids;
    cursor = next;
    await between(page);
  }
  throw new Error('pages without end');
}

describe('đọc lần lượt từng trang', () => {
  const patient = 'trang';
  const written: string[] = [];

  beforeAll(async () => {
    for (let n = 0; n < 40; n += 1) written.push((await store.create(everyone, observation(patient, n))).id);
  });

  test.each([
    '',
    '&_sort=_id',
    '&_sort=-_id',
    '&_sort=date',
    '&_sort=-date',
    '&_sort=_lastUpdated',
    '&_sort=-_lastUpdated',
    '&_sort=status,-date',
    '&_sort=-value-quantity',
    '&_sort=value-date,_id',
    '&status=final,preliminary&_sort=-date',
    '&date=ge2026-01-01,lt2026-01-01&_sort=date',
  ])('patient=…%s: mỗi hồ sơ đúng một lần, đúng thứ tự của câu hỏi không chia trang', async (rest) => {
    const whole = await walk(`patient=${patient}${rest}&_count=1000`);
    expect(await walk(`patient=${patient}${rest}&_count=7`)).toEqual(whole);
    expect(new Set(whole).size).toBe(whole.length);
    if (!rest.includes('&date=')) expect(whole.toSorted()).toEqual(written.toSorted());
  });

  test('trang cuối vừa đủ thì không có trang tiếp', async () => {
    const page = await store.search(everyone, 'Observation', new URLSearchParams(`patient=${patient}&_count=40`));
    expect(page.matches).toHaveLength(40);
    expect(page.next).toBeUndefined();
  });

  test('_count=0 chỉ hỏi tổng số', async () => {
    const query = new URLSearchParams(`patient=${patient}&_count=0&_total=accurate`);
    expect(await store.search(everyone, 'Observation', query)).toMatchObject({ matches: [], total: 40 });
  });
});

describe('dữ liệu thay đổi giữa hai trang', () => {
  test.each(['', '&_sort=-date', '&_sort=date', '&_sort=-_lastUpdated', '&_sort=-_id'])(
    'thêm và xóa giữa chừng%s: hồ sơ cũ không lặp, không sót',
    async (sort) => {
      const patient = `doi${sort.replace(/[^a-zA-Z]/g, '')}`;
      const old: string[] = [];
      for (let n = 0; n < 30; n += 1) old.push((await store.create(everyone, observation(patient, n))).id);
      const gone = new Set<string>();
      const seen = await walk(`patient=${patient}${sort}&_count=6`, async (page) => {
        await store.create(everyone, observation(patient, page));
        await store.create(everyone, observation(patient, page + 20));
        const victim = old[page * 2];
        if (victim === undefined) return;
        await store.delete(everyone, 'Observation', victim);
        gone.add(victim);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(old.filter((id) => !gone.has(id) && !seen.includes(id))).toEqual([]);
    },
  );
});
