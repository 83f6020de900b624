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

test('lịch sử một mã: mọi kỳ, mới nhất trước; mã lạ không có kỳ nào', async () => {
  await upload(['A1,Khám Nội,45000,Lần,13,,']);
  expect(await call('$code-history', { code: 'A1' })).toMatchObject({
    period: [{ code: 'A1', display: 'Khám Nội', price: '45000', validFrom: '2026-01-01' }],
  });
  expect(await call('$code-history', { code: 'không có' })).toEqual({ period: [] });
});
