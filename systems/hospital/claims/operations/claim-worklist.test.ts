import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { anError, aWarning, storedClaim } from '../stories/stored-claim-for-tests.ts';
import { claimWorklist } from './claim-worklist.ts';

interface List {
  readonly item: readonly { readonly name: string; readonly rule?: string; readonly errors: number }[];
  readonly total: number;
  readonly next?: string;
}

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-09-20T01:00:00.000Z' });
  const findings = [{ ...aWarning, atRisk: 1000 }, { ...anError, atRisk: 90_000 }, aWarning];
  for (const [name, atRisk] of [
    ['Nhỏ', 900],
    ['Lớn', 2_000_000],
    ['Vừa', 90_000],
    ['Lớn hơn', 3_000_000],
    ['Không', 0],
  ] as const)
    await storedClaim(hospital, { name, atRisk, asked: 5_000_000, state: 'blocked', findings });
  await storedClaim(hospital, { name: 'Sạch' });
  await storedClaim(hospital, { name: 'Tháng trước', state: 'blocked', month: '2026-08' });
});
afterAll(() => hospital.close());

const list = (input: object) =>
  hospital.as('claims-clerk').call<List>(claimWorklist, undefined, { month: '2026-09', state: 'blocked', ...input });
const refused = (code: string) => expect.objectContaining({ code: `claims.${code}` });

test('nhiều tiền đứng trước; mỗi dòng có người bệnh, lỗi nặng nhất, tiền', async () => {
  const { item, total, next } = await list({});
  expect(item.map(({ name }) => name)).toEqual(['Lớn hơn', 'Lớn', 'Vừa', 'Nhỏ', 'Không']);
  expect(total).toBe(5);
  expect(next).toBeUndefined();
  expect(item[0]).toMatchObject({
    rule: 'DX-01',
    at: 'XML1.MA_BENH_CHINH',
    errors: 1,
    warnings: 2,
    left: '2026-09-07',
    insurerPart: { value: 5_000_000, currency: 'VND' },
    atRisk: { value: 3_000_000, currency: 'VND' },
  });
});

test('từng trang một, không sót không lặp', async () => {
  const names: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 9; page += 1) {
    const { item, next } = await list({ count: 2, ...(cursor === undefined ? {} : { cursor }) });
    names.push(...item.map(({ name }) => name));
    cursor = next;
    if (next === undefined) break;
  }
  expect(cursor).toBeUndefined();
  expect(names.toSorted()).toEqual(['Không', 'Lớn', 'Lớn hơn', 'Nhỏ', 'Vừa']);
  expect(names.slice(-2)).toEqual(['Nhỏ', 'Không']);
});

test('hồ sơ sạch không có lỗi nào; trạng thái trống thì danh sách trống', async () => {
  const clean = await list({ state: 'ready' });
  expect(clean.item).toMatchObject([{ name: 'Sạch', errors: 0, warnings: 0 }]);
  expect(clean.item[0]).not.toHaveProperty('rule');
  expect(await list({ state: 'sent' })).toEqual({ item: [], total: 0 });
});

test('tháng, trạng thái, chỗ nối tiếp viết sai: từ chối rõ', async () => {
  await expect(list({ month: '2026-13' })).rejects.toEqual(refused('badMonth'));
  await expect(list({ state: 'xong' })).rejects.toEqual(refused('badState'));
  await expect(list({ cursor: 'lạ' })).rejects.toEqual(refused('badCursor'));
});
