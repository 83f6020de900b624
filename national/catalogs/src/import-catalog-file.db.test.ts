import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeSystems } from '@lienmach/core';
import { openTerminology } from '@lienmach/terminology';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCatalogFile } from './import-catalog-file.ts';
import { importSeeds } from './import-seeds.ts';

const shared = join(import.meta.dirname, '../../../../shared/data');
const now = new Date('2026-11-21T00:00:00Z');
const date = '2026-11-21';
let database: TestSql;

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());

const fileOf = (content: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'lienmach-catalog-')), 'catalog.csv');
  writeFileSync(file, content);
  return file;
};

test('danh mục đi kèm: ít nhất 300 mã ICD-10, nạp một lần, tìm không dấu', async () => {
  const reports = await importSeeds(database.sql, now);
  expect(reports.flatMap((report) => report.refused)).toEqual([]);
  expect(reports.find((report) => report.system === codeSystems.icd10)?.loaded).toBeGreaterThanOrEqual(300);
  expect(await importSeeds(database.sql, now)).toEqual([]);
  const terminology = openTerminology(database.sql);
  const found = await terminology.expand({ system: codeSystems.icd10, filter: 'tang huyet ap', date });
  expect(found.concepts.map((concept) => concept.code)).toContain('I10');
});

test('mỗi dòng đều có kết cục: dòng thiếu mã, sai dạng, trùng mã bị từ chối kèm lý do', async () => {
  const file = fileOf(
    'code,mark,vi,flags\nJ00,,Viêm mũi họng cấp,\n,,Không có mã,\n10I,,Sai dạng,\nJ00,,Trùng mã,\nJ01,,,\n',
  );
  const report = await importCatalogFile(database.sql, { name: 'icd10', file, now });
  expect(report.loaded).toBe(1);
  expect(report.refused.map((one) => one.row)).toEqual([2, 3, 4, 5]);
  expect(report.refused.map((one) => one.reason)).toEqual([
    'Mã "" không đúng dạng của danh mục này.',
    'Mã "10I" không đúng dạng của danh mục này.',
    'Mã J00 lặp lại trong cùng một tệp.',
    'Mã J01 không có tên.',
  ]);
});

test.each([
  ['tệp thiếu cột', 'ma,ten\nJ00,Viêm mũi họng\n', 'catalogs.missingColumn'],
  ['tệp hỏng dấu nháy', 'code,mark,vi,flags\nJ00,,"Viêm mũi họng,\n', 'catalogs.unreadableFile'],
])('%s: từ chối cả tệp, không dòng nào được ghi', async (_, content, code) => {
  const before = await database.sql.query({ text: 'select count(*) from catalog_load' });
  await expect(importCatalogFile(database.sql, { name: 'icd10', file: fileOf(content), now })).rejects.toMatchObject({
    code,
  });
  expect(await database.sql.query({ text: 'select count(*) from catalog_load' })).toEqual(before);
});

test('tên danh mục không có', async () => {
  await expect(importCatalogFile(database.sql, { name: 'khong-co', file: 'x', now })).rejects.toMatchObject({
    code: 'catalogs.unknownCatalog',
  });
});

test('giá hết hạn hôm qua thì hôm nay không còn, lượt khám cũ vẫn thấy', async () => {
  const file = fileOf(
    'code,name,price,unit,group,validFrom,validTo\n99.0001,Dịch vụ thử,50000,Lần,13,2026-01-01,2026-11-20\n',
  );
  await importCatalogFile(database.sql, { name: 'service-prices', file, now });
  const terminology = openTerminology(database.sql);
  const question = { system: codeSystems.services7603, code: '99.0001' };
  expect(await terminology.lookup({ ...question, date })).toBeUndefined();
  expect(await terminology.lookup({ ...question, date: '2026-11-20' })).toMatchObject({
    properties: { price: '50000' },
  });
});

test('giá dễ hiểu nhầm, ngày không rõ: từ chối dòng đó; giá BHYT của thuốc được nạp; ngày kiểu Việt Nam đọc đúng', async () => {
  const row = (code: string, price: string, from: string, to = '') =>
    `${code},Thuốc ${code},40.48,500 mg,Viên,1.01,${price},850.5,${from},${to}`;
  const file = fileOf(
    [
      'code,name,ingredient,strength,unit,route,price,insurancePrice,validFrom,validTo',
      row('T1', '1250.5', '01/02/2026'),
      row('T2', '50.000', '2026-01-01'),
      row('T3', '1.250.000', '2026-01-01'),
      row('T4', '1250.125', '2026-01-01', '31/12/2025'),
      row('T5', '1250', '2026'),
      row('T6', '1250', '31/02/2026'),
      row('T7', '"1250,5"', '2026-01-01'),
      row('T8', '1.255', '2026-01-01'),
      row('T9', '1250.125', '2026-01-01'),
      row('T10', '850.1250', '2026-01-01'),
    ].join('\n'),
  );
  const report = await importCatalogFile(database.sql, { name: 'formulary', file, now });
  expect(report.refused.map(({ row: line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(report.refused[0]?.reason).toContain('“50.000” không rõ');
  const question = { system: codeSystems.drugProduct, code: 'T1' };
  const terminology = openTerminology(database.sql);
  expect(await terminology.lookup({ ...question, date: '2026-02-01' })).toMatchObject({
    properties: { price: '1250.5', insurancePrice: '850.5' },
  });
  expect(await terminology.lookup({ ...question, date: '2026-01-31' })).toBeUndefined();
});

const hasShared = existsSync(shared);
if (!hasShared) console.log('SKIP ../shared is absent: full national files are not imported here');

describe.skipIf(!hasShared)('tệp quốc gia đầy đủ (../shared)', () => {
  test.each([
    ['icd10', 'icd10-vn.csv', 15_841],
    ['services-tt23', 'technical-services-tt23-annex1.csv', 19_438],
    ['drug-products', 'drug-products-7603.csv', 14_834],
    ['communes', 'vn-communes.csv', 3_321],
    ['services-7603', 'technical-services-qd7603.csv', 9_190],
    ['provinces', 'vn-provinces.json', 34],
  ])('%s: %s, %i dòng', async (name, file, rows) => {
    const report = await importCatalogFile(database.sql, { name, file: join(shared, file), now });
    expect(report.loaded + report.refused.length).toBe(rows);
    expect(report.refused).toEqual([]);
  });

  test.each(['tang huyet ap', 'Tăng huyết áp', 'I10'])('tìm "%s" thấy bệnh tăng huyết áp', async (filter) => {
    const found = await openTerminology(database.sql).expand({ system: codeSystems.icd10, filter, date, count: 10 });
    expect(found.concepts.map((concept) => concept.code)).toContain('I10');
  });
});
