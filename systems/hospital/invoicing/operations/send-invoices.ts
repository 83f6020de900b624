import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { providerOf } from '../exchange/provider-of.ts';
import { detailsOf, stateOf } from '../rules/e-invoice.ts';
import { inStates, rulesOf } from './load-invoices.ts';
import { sendOne } from './send-one.ts';

export interface SendingRound {
  /** invoices that came a step further */
  readonly moved: number;
  readonly parked: number;
  /** why the round ended early */
  readonly reason?: string;
}

const BATCH = 200;
const out = (name: string, type: string, min: number): OperationParameter => ({
  name,
  use: 'out',
  min,
  max: '1',
  type,
});

/** One invoice; whom somebody else changed meanwhile is left for the next round. */
async function step(ctx: Context, invoice: Invoice) {
  try {
    return await sendOne(ctx, providerOf(ctx), invoice);
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.code !== 'store.versionConflict') throw thrown;
    return undefined;
  }
}

/**
 * POST Invoice/$send-invoices: hands what waits to the provider, asks after what it has, in the order in which they came.
 * When nobody answers the round ends; nothing is lost, and the same bytes go again under the same key.
 */
export const sendInvoices: Operation<void, SendingRound> = {
  definition: {
    code: 'send-invoices',
    title: { vi: 'Gửi hóa đơn đang chờ', en: 'Send waiting invoices' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter: [out('moved', 'integer', 1), out('parked', 'integer', 1), out('reason', 'string', 0)],
    allow: ['cashier', 'e-invoicing'],
    readsAs: ['e-invoicing'],
  },
  async run(ctx) {
    rulesOf(ctx);
    const waiting = await inStates(ctx, ['waiting', 'created', 'signed', 'sent', 'rejected'], BATCH);
    let moved = 0;
    let parked = 0;
    for (const invoice of waiting) {
      const done = await step(ctx, invoice);
      if (done === undefined) continue;
      if (done.isAway) return { moved, parked, reason: detailsOf(done.invoice).reason ?? '' };
      if (stateOf(done.invoice) === 'parked') parked += 1;
      else if (stateOf(done.invoice) !== stateOf(invoice)) moved += 1;
    }
    return { moved, parked };
  },
};
