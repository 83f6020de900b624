import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckedMoney, moneyTable } from './money-month/money-table.ts';
import { MonthPlayer, type PlayedMonth } from './money-month/play-month.ts';
import { openSimulatedHouse, type SimulatedHouse } from './money-month/simulated-house.ts';

/** `npm run money-month` asks for more; the small month meets every way of paying once */
const VISITS = Number(process.env.LIENMACH_MONEY_VISITS ?? 36);
const DAYS = Number(process.env.LIENMACH_MONEY_DAYS ?? 6);
const SEED = Number(process.env.LIENMACH_MONEY_SEED ?? 2611);
const period = { from: '2026-11-01', to: '2026-11-30' };

let house: SimulatedHouse;
let played: PlayedMonth;
const check = (input: object = {}) =>
  house.accountant.call<CheckedMoney>('Account/$check-money', undefined, { ...period, ...input });

beforeAll(async () => {
  house = await openSimulatedHouse('2026-11-01T00:30:00.000Z');
  played = await new MonthPlayer(house, { month: '2026-11', days: DAYS, visits: VISITS, seed: SEED }).play();
}, 3_600_000);
afterAll(() => house?.close());

describe('tiền của một tháng, khớp đến từng đồng', () => {
  test('bảng kê, phiếu, ngăn kéo, ngân hàng, hồ sơ BHYT và sổ nhật ký', { timeout: 3_600_000 }, async () => {
    const checked = await check({ envelopes: true });
    console.log(moneyTable(checked));
    console.log(`${JSON.stringify(checked.count)} · ${JSON.stringify(Object.fromEntries(played.endings))}`);
    const broken = checked.identity.filter(({ holds }) => !holds);
    expect(broken).toEqual([]);
    expect(checked.count.visits).toBe(played.visits.length);
    expect(played.visits.length).toBeGreaterThanOrEqual(VISITS - 10);
  });
});
