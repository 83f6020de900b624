import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCatalogShelf } from './catalog-shelf.ts';
import { importCatalog } from './import-catalog.ts';
import { openTerminology } from './open-terminology.ts';
import type { Concept } from './terminology-contract.ts';

let database: TestSql;
const now = new Date('2026-03-02T01:00:00Z');
const system = 'urn:gia';
type Row = Omit<Concept, 'system'>;
const row = (code: string, price: string, more: Partial<Row> = {}): Row => ({
  code,
  display: `Dịch vụ ${code}`,
  properties: { price },
  ...more,
});
const shelf = () => openCatalogShelf(database.sql);
const draft = (rows: readonly Row[], effective = '2026-04-01', holds?: string) =>
  shelf().draft({
    system,
    name: 'gia',
    version: '2',
    source: '02/QĐ',
    effective,
    by: 'Practitioner/q',
    rows,
    now,
    ...(holds === undefined ? {} : { holds }),
  });
const priceOn = async (code: string, date: string) =>
  (await openTerminology(database.sql).lookup({ system, code, date }))?.properties.price;

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['concept', 'catalog_draft', 'catalog_load'])
    await database.sql.query({ text: `delete from ${table}` });
  const rows = [row('A', '100', { validFrom: '2026-01-01' }), row('B', '200'), row('C', '300')];
  await importCatalog(database.sql, { system, name: 'gia', version: '1', source: '01/QĐ', rows, now });
});

test('xem trước: mới, đổi, giữ nguyên, không có trong tệp; chưa gì thay đổi', async () => {
  const { counts, changes } = await draft([row('A', '150'), row('B', '200'), row('D', '50')]);
  expect(counts).toEqual({ added: 1, changed: 1, unchanged: 1, missing: 1 });
  expect(changes).toMatchObject([
    { kind: 'missing', code: 'C', from: '2026-04-01', before: { properties: { price: '300' } } },
    { kind: 'changed', code: 'A', before: { properties: { price: '100' } }, after: { properties: { price: '150' } } },
    { kind: 'added', code: 'D', from: '2026-04-01' },
  ]);
  expect(await priceOn('A', '2026-05-01')).toBe('100');
});

test('áp dụng: giá cũ đến hết hôm trước, giá mới từ ngày hiệu lực; mã thiếu chỉ kết thúc khi người dùng chọn', async () => {
  const first = await draft([row('A', '150'), row('B', '200')]);
  expect(await shelf().apply(first.id, false, now)).toEqual({ system, written: 1, ended: 0 });
  expect(await priceOn('A', '2026-03-31')).toBe('100');
  expect(await priceOn('A', '2026-04-01')).toBe('150');
  expect(await priceOn('C', '2026-04-01')).toBe('300');
  expect(await shelf().history(system, 'A')).toMatchObject([
    { validFrom: '2026-04-01' },
    { validFrom: '2026-01-01', validTo: '2026-03-31' },
  ]);
  const second = await draft([row('A', '150'), row('B', '200')], '2026-05-01');
  expect(second.counts).toEqual({ added: 0, changed: 0, unchanged: 2, missing: 1 });
  expect(await shelf().apply(second.id, true, now)).toEqual({ system, written: 0, ended: 1 });
  expect(await priceOn('C', '2026-04-30')).toBe('300');
  expect(await priceOn('C', '2026-05-01')).toBeUndefined();
});

test('chỉ những mã có giá mới thuộc bảng giá: mã khác của cùng hệ không bị coi là thiếu', async () => {
  await importCatalog(database.sql, {
    system,
    name: 'ma',
    version: '1',
    source: 'QĐ',
    rows: [{ code: 'Z', display: 'Không giá', properties: {} }],
    now,
  });
  const { counts } = await draft([row('A', '100', { validFrom: '2026-04-01' })], '2026-04-01', 'price');
  expect(counts.missing).toBe(2);
});

test('một tệp có hai kỳ của cùng mã: kỳ trước đóng lại khi kỳ sau bắt đầu', async () => {
  const { id } = await draft([
    row('A', '110', { validFrom: '2026-04-01' }),
    row('A', '120', { validFrom: '2026-07-01' }),
  ]);
  await shelf().apply(id, false, now);
  const days = ['2026-03-31', '2026-06-30', '2026-07-01'];
  expect(await Promise.all(days.map((day) => priceOn('A', day)))).toEqual(['100', '110', '120']);
});

test('dòng sai được kể cùng lý do; bản xem trước cũ hoặc đã dùng không áp dụng được', async () => {
  const made = await draft([row('', '1'), row('A', '1'), row('A', '2')]);
  expect(made.refused).toMatchObject([{ row: 1 }, { row: 3 }]);
  await importCatalog(database.sql, { system, name: 'gia', version: '3', source: '03/QĐ', rows: [row('B', '1')], now });
  await expect(shelf().apply(made.id, false, now)).rejects.toMatchObject({ code: 'terminology.draftOutdated' });
  const again = await draft([row('A', '9')]);
  await expect(shelf().read(made.id)).rejects.toMatchObject({ code: 'terminology.unknownDraft', status: 404 });
  await shelf().discard(again.id);
  await expect(shelf().apply(again.id, false, now)).rejects.toMatchObject({ code: 'terminology.unknownDraft' });
});

test('kệ danh mục: bản mới nhất của từng danh mục, số mã còn hiệu lực, ngày đổi sắp tới', async () => {
  const { id } = await draft([row('A', '150'), row('B', '200'), row('C', '300')]);
  await shelf().apply(id, false, now);
  expect(await shelf().editions('2026-03-02')).toMatchObject([
    { system, name: 'gia', version: '2', source: '02/QĐ', inForce: 3, nextChange: '2026-04-01', loaded: 3, refused: 0 },
  ]);
});
