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

test('áp dụng: giá cũ đến hết hôm trước, mã thiếu kết thúc vì người dùng chọn vậy; nhật ký ghi bao nhiêu', async () => {
  const { id } = await upload(['A1,Khám Nội,50600,Lần,13,,']);
  expect(await call('$catalog-apply', { draft: id, endMissing: true })).toEqual({ written: 1, ended: 1 });
  const history = async (code: string) => (await call<{ period: readonly object[] }>('$code-history', { code })).period;
  expect(await history('A1')).toMatchObject([
    { price: '50600', validFrom: '2026-04-01' },
    { price: '45000', validTo: '2026-03-31' },
  ]);
  expect(await history('A2')).toMatchObject([{ validTo: '2026-03-31' }]);
  expect(hospital.calls.at(-2)).toMatchObject({ operation: '$code-history' });
  expect(hospital.calls.some(({ detail }) => detail === '05/QĐ-THU: 1 written, 1 ended')).toBe(true);
});

test('tệp lạ không có mã nào đang dùng: không kết thúc hàng loạt', async () => {
  const { id } = await upload(['X1,Dịch vụ lạ,1000,Lần,13,,'], '2026-02-01');
  await expect(call('$catalog-apply', { draft: id, endMissing: true })).rejects.toMatchObject({
    code: 'catalog-desk.endsEverything',
    status: 422,
  });
  expect(await call('$catalog-apply', { draft: id, endMissing: false })).toEqual({ written: 1, ended: 0 });
});
