import { sumXu, xuOfMoney } from '@lienmach/core';
import type { Money } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckedMoney, moneyTable } from './money-month/money-table.ts';
import { MonthPlayer, type PlayedMonth } from './money-month/play-month.ts';
import { openSimulatedHouse, type SimulatedHouse } from './money-month/simulated-house.ts';
import { tamper } from './money-month/tamper.ts';

/** `npm run money-month` asks for more; the small month meets every way of paying once */
const VISITS = Number(process.env.LIENMACH_MONEY_VISITS ?? 26);
const DAYS = Number(process.env.LIENMACH_MONEY_DAYS ?? 4);
const SEED = Number(process.env.LIENMACH_MONEY_SEED ?? 2611);
/** the days that were played and the morning after */
const period = { from: '2026-11-01', to: `2026-11-${String(Math.min(30, DAYS + 1)).padStart(2, '0')}` };

interface DebtPage {
  readonly total: Money;
  readonly entry: readonly { readonly owed: Money }[];
  readonly next?: string;
}

let house: SimulatedHouse;
let played: PlayedMonth;
const check = (input: object = {}) =>
  house.accountant.call<CheckedMoney>('Account/$check-money', undefined, { ...period, ...input });

/** equations that are only told when there is something of the kind */
const everyKind = ['claim-total', 'claim-insurer', 'envelope-total', 'invoices', 'receipt-without-invoice', 'bank'];

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
    expect(checked.identity.map(({ code }) => code)).toEqual(expect.arrayContaining(everyKind));
    expect(checked.count.visits).toBe(played.visits.length);
    expect(played.visits.length).toBeGreaterThanOrEqual(VISITS - 10);
  });

  test('việc nhắc chỉ có nợ thật: không ngày nào lệch, ai ra về còn nợ đều có tên', async () => {
    const tasks = (await house.hospital.all('Task')).filter(({ status }) => status === 'requested');
    const kinds = tasks.flatMap(({ code }) => code?.coding?.map((coding) => coding.code) ?? []);
    expect(kinds).not.toContain('money-differs');
    const owed: Money[] = [];
    for (let cursor: string | undefined, isOver = false; !isOver; isOver = cursor === undefined) {
      const input = cursor === undefined ? {} : { cursor };
      const page = await house.accountant.call<DebtPage>('Account/$debts', undefined, input);
      expect(xuOfMoney(page.total)).toBe(sumXu(page.entry.map((one) => xuOfMoney(one.owed))));
      owed.push(...page.entry.map((one) => one.owed));
      cursor = page.next;
    }
    expect(owed).toHaveLength(kinds.filter((kind) => kind === 'patient-debt').length);
  });

  test.each([
    ['một dòng chi phí đổi giá sau lưng', 'ChargeItem', 'claim-total'],
    ['một hóa đơn điện tử đổi số tiền', 'Invoice', 'invoices'],
    ['một báo có của ngân hàng biến mất', 'PaymentNotice', 'receipt-without-bank'],
  ] as const)('%s: đối chiếu gọi tên', { timeout: 3_600_000 }, async (_, type, code) => {
    const undo = await tamper(house, type);
    const broken = (await check()).identity.filter(({ holds }) => !holds);
    expect(broken.map((one) => one.code)).toContain(code);
    await undo();
    expect((await check()).holds).toBe(true);
  });
});
