import { codeSystems } from '@lienmach/core';
import { type Context, type Round, searchEach } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { idIn } from '../operations/bank-lines.ts';
import { closeEntries } from '../operations/close-order.ts';
import { usesOf } from '../operations/load-use.ts';
import { writeAll } from '../operations/write-bank.ts';
import { stateOfUse } from '../rules/allocation.ts';
import { BLOOD_ORDER } from '../rules/blood-order.ts';
import { isStaleOrder, LEAST_HOURS } from '../rules/stale-order.ts';

const REASON = 'Tự đóng: quá hạn hoặc lượt khám đã kết thúc';

/** An order whose bag is at the ward or running in is left to the people there. */
async function close(ctx: Context, order: ServiceRequest): Promise<void> {
  const states = (await usesOf(ctx, { 'based-on': `ServiceRequest/${order.id}` })).map(stateOfUse);
  if (states.some((state) => state === 'issued' || state === 'transfusing')) return;
  const status = states.includes('transfused') ? 'completed' : 'revoked';
  await writeAll(ctx, await closeEntries(ctx, order, status, REASON));
}

async function staleOf(ctx: Context, orders: readonly ServiceRequest[]): Promise<ServiceRequest[]> {
  const ids = orders.map(({ encounter }) => idIn(encounter));
  const visits = new Map((await searchEach(ctx.store, 'Encounter', '_id', ids)).map(({ id, status }) => [id, status]));
  return orders.filter((order) => isStaleOrder(order, visits.get(idIn(order.encounter)), ctx.now()));
}

/**
 * Orders for blood that nobody waits for any more leave the bench, and what is kept for them stands on the shelf again. One
 * that cannot be closed does not stop the others.
 */
export const staleOrdersRound: Round = {
  id: 'stale-blood-orders',
  everyMinutes: 60,
  actAs: ['blood-bank'],
  async run(ctx) {
    const before = new Date(ctx.now().getTime() - LEAST_HOURS * 3_600_000).toISOString();
    const query = new URLSearchParams({
      category: `${codeSystems.bloodBank}|${BLOOD_ORDER}`,
      status: 'active',
      authored: `le${before}`,
      _count: '100',
    }).toString();
    const troubles: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await ctx.store.page('ServiceRequest', query, cursor);
      for (const order of await staleOf(ctx, page.items))
        await close(ctx, order).catch((thrown: unknown) => troubles.push(thrown));
      cursor = page.next;
    } while (cursor !== undefined);
    if (troubles.length > 0) throw troubles[0];
  },
};
