import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCatalog } from './import-catalog.ts';
import { openTerminology } from './open-terminology.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());

test('hỏi danh mục chưa nạp thì không có gì; nạp rồi thì thấy ngay', async () => {
  const terminology = openTerminology(database.sql);
  const ask = () => terminology.expand({ system: 'urn:moi', date: '2026-03-02', filter: 'cum' });
  expect(await ask()).toEqual({ total: 0, concepts: [] });
  const rows = [{ code: 'J11', display: 'Cúm', properties: {} }];
  await importCatalog(database.sql, { system: 'urn:moi', version: '1', source: 'thử', rows, now: new Date() });
  expect(await ask()).toMatchObject({ total: 1, concepts: [{ code: 'J11', display: 'Cúm' }] });
  expect(await terminology.lookup({ system: 'urn:moi', code: 'J11', date: '2026-03-02' })).toMatchObject({
    code: 'J11',
  });
  expect(await terminology.translate({ map: 'urn:m', system: 'urn:moi', code: 'J11', date: '2026-03-02' })).toEqual([]);
  const long = terminology.expand({ system: 'urn:moi', date: '2026-03-02', filter: 'a'.repeat(201) });
  await expect(long).rejects.toMatchObject({ code: 'terminology.filterTooLong' });
});
