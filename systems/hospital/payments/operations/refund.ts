import type { Operation } from '@lienmach/system-kit';
import type { Invoice, Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Bill, dongOf, turnOf } from '../rules/bill.ts';
import { parameterAt, readKey, readMethod, readReason, wholeDong } from '../rules/money-input.ts';
import { kindOf, refundedOf } from '../rules/money-turn.ts';
import { mayGoBack, methodOfPaper } from '../rules/payment-method.ts';
import { readSlip, slipIdentifier } from '../rules/slip.ts';
import { putEntry } from './arrival-entries.ts';
import { loadBill } from './load-bill.ts';
import { dongText, earlierTurn, writeTurn } from './write-turn.ts';

interface RefundInput {
  readonly amount: Money;
  readonly reason: string;
  readonly method: string;
  readonly slip?: string;
  readonly key: string;
}

/** What may go back: no more than was paid too much for the visit, and no more than is left of this paper. */
function mostRefundable(bill: Bill, paper: Invoice): bigint {
  const given = bill.receipts
    .filter((other) => refundedOf(other) === `Invoice/${paper.id}`)
    .reduce((sum, other) => sum - dongOf(other), 0n);
  const left = dongOf(paper) - given;
  const tooMuch = bill.due < 0n ? -bill.due : 0n;
  return left < tooMuch ? left : tooMuch;
}

/** POST Invoice/{id}/$refund: gives back what was paid too much, with a reason and a paper of its own (phiếu hoàn tiền). */
export const refund: Operation<RefundInput, Invoice> = {
  definition: {
    code: 'refund',
    title: { vi: 'Hoàn tiền', en: 'Refund' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'amount', use: 'in', min: 1, max: '1', type: 'Money' },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'method', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'slip', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'key', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, input) {
    const method = readMethod(input.method);
    const dong = wholeDong(input.amount);
    const reason = readReason(input.reason);
    const key = readKey(input.key);
    const paper = await ctx.store.read('Invoice', id);
    const turn = turnOf(paper);
    if (turn === undefined || paper.status !== 'balanced' || kindOf(paper) === 'refund') {
      throw errors.notRefundable({ at: 'Invoice.status', detail: paper.status });
    }
    if (!mayGoBack(methodOfPaper(paper), method)) {
      throw errors.otherChannel({ at: parameterAt('method'), method: paper.paymentTerms?.toLowerCase() });
    }
    const proof = slipIdentifier(method, readSlip(method, input.slip));
    const loaded = await loadBill(ctx, turn.encounterId);
    const earlier = earlierTurn(loaded.bill.receipts, { key, dong: -dong, method });
    if (earlier !== undefined) return earlier;
    const most = mostRefundable(loaded.bill, paper);
    if (dong > most) {
      throw errors.refundTooHigh({ at: parameterAt('amount'), given: dongText(dong), most: dongText(most) });
    }
    const refundOf = { reference: `Invoice/${id}` };
    const back = { kind: 'refund', dong, method, key, reason, refundOf, proof } as const;
    // its receipt stands in the same transaction as it was read: who cancels it meanwhile wins or loses, never both
    return writeTurn(ctx, turn.encounterId, loaded, back, () => [putEntry(paper)]);
  },
};
