import type { Operation } from '@lienmach/system-kit';
import type { Invoice, Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readKey, readMethod, wholeDong } from '../rules/money-input.ts';
import { readSlip, slipIdentifier } from '../rules/slip.ts';
import { checkSlip } from './check-slip.ts';
import { loadBill } from './load-bill.ts';
import { earlierTurn, writeTurn } from './write-turn.ts';

interface DepositInput {
  readonly method: string;
  readonly amount: Money;
  readonly slip?: string;
  readonly key: string;
}

const over: ReadonlySet<string> = new Set(['finished', 'cancelled', 'entered-in-error']);

/** POST Encounter/{id}/$deposit: money taken before there is a bill (phiếu tạm ứng); it counts as paid. */
export const deposit: Operation<DepositInput, Invoice> = {
  definition: {
    code: 'deposit',
    title: { vi: 'Thu tạm ứng', en: 'Take a deposit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'method', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'amount', use: 'in', min: 1, max: '1', type: 'Money' },
      { name: 'slip', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'key', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, input) {
    const method = readMethod(input.method);
    const dong = wholeDong(input.amount);
    const key = readKey(input.key);
    const slip = readSlip(method, input.slip);
    const loaded = await loadBill(ctx, id);
    const earlier = earlierTurn(loaded.bill.receipts, { key, dong, method });
    if (earlier !== undefined) return earlier;
    const { status } = await ctx.store.read('Encounter', id);
    if (over.has(status)) throw errors.visitOver({ at: 'Encounter.status', detail: status });
    await checkSlip(ctx, method, slip);
    return writeTurn(ctx, id, loaded, { kind: 'deposit', dong, method, key, proof: slipIdentifier(method, slip) });
  },
};
