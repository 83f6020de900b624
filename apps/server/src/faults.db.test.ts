import { openPostgres, openStore, type Sql, storeErrors } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import type { Basic } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let database: TestSql;
const caller = {
  agent: { who: 'Practitioner/test', display: 'Người thử', client: 'test', roles: ['tool'] },
  reach: { limit: () => 'all' as const },
};
const basic = (text: string, value?: string): Basic => ({
  resourceType: 'Basic',
  code: { text },
  ...(value === undefined ? {} : { identifier: [{ system: 'urn:loi', value }] }),
});

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());

const count = async (value: string): Promise<number> => {
  const query = new URLSearchParams({ identifier: `urn:loi|${value}`, _summary: 'count' });
  return (await openStore(database.sql).search(caller, 'Basic', query)).total ?? -1;
};

/** The database says this when the text of what is written holds `mark`. */
const failing = (mark: string, what: string): Promise<void> =>
  database.sql.script(`create function fail_${mark}() returns trigger language plpgsql as $$
    begin ${what} return new; end $$;
    create trigger fail_${mark} before insert on resource for each row when (new.body like '%${mark}%')
    execute function fail_${mark}();`);

test('hai tiến trình cùng tạo có điều kiện một lúc: đúng một hồ sơ, không ai bị từ chối', async () => {
  const pools = [1, 2].map(() => openPostgres({ url: database.url ?? '', max: 4 }));
  const stores = pools.map((sql) => openStore(sql));
  for (let round = 0; round < 5; round += 1) {
    const value = `dua-${round}`;
    const options = { ifNoneExist: `identifier=urn:loi|${value}` };
    const made = await Promise.all(
      [0, 1, 0, 1, 0, 1].map((which) => stores[which]?.create(caller, basic('đua', value), options)),
    );
    expect(made.map((one) => one?.status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(made.map((one) => one?.id)).size).toBe(1);
    expect(await count(value)).toBe(1);
  }
  await Promise.all(pools.map((sql) => sql.close()));
});

test('mất đường truyền ngay sau khi đã ghi: người ghi nghe 503, gửi lại có điều kiện thì không thành hai', async () => {
  let isLost = true;
  const lossy = (sql: Sql): Sql => ({
    ...sql,
    async transaction(work) {
      const done = await sql.transaction(work);
      if (!isLost) return done;
      isLost = false;
      throw storeErrors.unavailable();
    },
  });
  const store = openStore(lossy(database.sql));
  const write = () => store.create(caller, basic('mất lời đáp', 'mat'), { ifNoneExist: 'identifier=urn:loi|mat' });
  await expect(write()).rejects.toMatchObject({ status: 503 });
  expect((await write()).status).toBe(200);
  expect(await count('mat')).toBe(1);
});

describe('đĩa', () => {
  test('đĩa đầy: 503, không có gì viết dở, đọc vẫn được; có chỗ lại thì ghi tiếp', async () => {
    const store = openStore(database.sql);
    const kept = await store.create(caller, basic('trước khi đầy', 'truoc'));
    await failing('diaday', `raise exception 'could not extend file' using errcode = '53100';`);
    const full = store.create(caller, basic('diaday', 'day'));
    await expect(full).rejects.toMatchObject({ status: 503, code: 'store.unavailable' });
    expect(await count('day')).toBe(0);
    expect((await store.read(caller, 'Basic', kept.id)).version).toBe(1);
    await database.sql.script('drop trigger fail_diaday on resource');
    expect((await store.create(caller, basic('diaday', 'day'))).status).toBe(201);
  });

  test('đĩa chậm: một câu lệnh quá lâu thì bị bỏ nguyên vẹn, người khác vẫn làm việc', async () => {
    const sql = openPostgres({ url: database.url ?? '', max: 2, longest: 200 });
    await failing('diacham', 'perform pg_sleep(30);');
    const slow = openStore(sql).create(caller, basic('diacham', 'cham'));
    const refused = expect(slow).rejects.toMatchObject({ code: '57014' });
    const quick = await openStore(database.sql).create(caller, basic('nhanh', 'nhanh'));
    expect(quick.status).toBe(201);
    await refused;
    expect(await count('cham')).toBe(0);
    await sql.close();
  });
});

test('đồng hồ lùi một giờ: phiên bản vẫn tăng, lịch sử vẫn đúng thứ tự, không phiên bản nào cũ hơn phiên bản trước nó', async () => {
  let time = Date.parse('2026-03-02T08:00:00.000Z');
  const store = openStore(database.sql, { now: () => new Date(time) });
  const { id } = await store.create(caller, basic('một'));
  time -= 3_600_000;
  const second = await store.update(caller, { ...basic('hai'), id }, { ifMatch: 1 });
  expect(second).toMatchObject({ version: 2, lastUpdated: '2026-03-02T08:00:00.000Z' });
  const { entries } = await store.history(caller, { type: 'Basic', id }, new URLSearchParams());
  expect(entries.map(({ stored }) => stored.version)).toEqual([2, 1]);
  time += 7_200_000;
  expect((await store.update(caller, { ...basic('ba'), id })).lastUpdated).toBe('2026-03-02T09:00:00.000Z');
});
