import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);
const head = 'code,name,price,unit,group,validFrom,validTo';
interface Draft {
  readonly id: string;
}
const upload = (lines: readonly string[], effective = '2026-04-01', version = '05/QĐ-THU') =>
  call<Draft>('$catalog-draft', {
    name: 'service-prices',
    version,
    effective,
    file: Buffer.from([head, ...lines].join('\n')).toString('base64'),
  });

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
  const { id } = await upload(['A1,Khám Nội,45000,Lần,13,,', 'A2,Khám Nhi,50600,Lần,13,,'], '2026-01-01', '01/QĐ-THU');
  await call('$catalog-apply', { draft: id, endMissing: false });
});
afterAll(() => hospital.close());

test('bảng giá mới: xem trước giá đổi từ bao nhiêu sang bao nhiêu, mã mới, mã thiếu, dòng sai; chưa gì đổi', async () => {
  const draft = await upload([
    'A1,Khám Nội,50600,Lần,13,,',
    'A3,Khám Mắt,40000,Lần,13,,',
    'A4,Khám Tai,40.000,Lần,13,,',
  ]);
  expect(draft).toMatchObject({
    version: '05/QĐ-THU',
    effective: '2026-04-01',
    ...{ rows: 2, added: 1, changed: 1, unchanged: 0, missing: 1, refusedRows: 1, mayEnd: true },
    change: [
      { kind: 'missing', code: 'A2' },
      { kind: 'changed', code: 'A1', difference: [{ field: 'price', before: '45000', after: '50600' }] },
      { kind: 'added', code: 'A3' },
    ],
    refused: [{ row: 3, reason: expect.stringContaining('40.000') }],
  });
  const { period } = await call<{ period: readonly object[] }>('$code-history', { code: 'A1' });
  expect(period).toHaveLength(1);
});

test('tệp không dòng nào đọc được, thiếu số quyết định, quá lớn, danh mục lạ: từ chối', async () => {
  await expect(upload([])).rejects.toMatchObject({ code: 'catalog-desk.noRows' });
  await expect(upload(['A1,Khám Nội,50600,Lần,13,,'], '2026-04-01', ' ')).rejects.toMatchObject({
    code: 'catalog-desk.versionMissing',
  });
  const given = { name: 'service-prices', version: '1', effective: '2026-04-01' };
  const large = call('$catalog-draft', { ...given, file: 'A'.repeat(23_000_000) });
  await expect(large).rejects.toMatchObject({ code: 'catalog-desk.fileTooLarge' });
  const strange = call('$catalog-draft', { ...given, name: 'la', file: 'QQ==' });
  await expect(strange).rejects.toMatchObject({ code: 'catalogs.unknownCatalog' });
});
