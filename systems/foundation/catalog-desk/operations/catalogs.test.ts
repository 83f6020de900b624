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

test('sổ danh mục: đủ mọi danh mục, bảng giá nói số quyết định, ngày nạp, số mã đang dùng', async () => {
  const { catalog } = await call<{ catalog: readonly { name: string }[] }>('$catalogs');
  expect(catalog.map(({ name }) => name)).toEqual(expect.arrayContaining(['icd10', 'service-prices', 'communes']));
  expect(catalog.find(({ name }) => name === 'service-prices')).toMatchObject({
    titleVi: 'Bảng giá dịch vụ của cơ sở',
    version: '01/QĐ-THU',
    ...{ inForce: 2, loaded: 2, refused: 0 },
  });
  expect(catalog.find(({ name }) => name === 'icd10')).not.toHaveProperty('version');
  await call('$catalog-discard', { draft: (await upload(['A1,Khám Nội,50600,Lần,13,,'])).id });
});
