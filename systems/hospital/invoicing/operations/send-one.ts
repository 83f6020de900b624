import type { Context } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import type { InvoiceProvider, Outcome } from '../exchange/invoice-provider.ts';
import { detailsOf, keyOf, kindOf, stateOf, withDetails } from '../rules/e-invoice.ts';
import type { ProviderAnswer } from '../rules/provider-answer.ts';
import { applyAnswer, park } from './apply-answer.ts';
import { readMessage } from './load-invoices.ts';
import { release } from './release-papers.ts';

async function hand(ctx: Context, provider: InvoiceProvider, invoice: Invoice): Promise<Outcome<ProviderAnswer>> {
  const message = await readMessage(ctx, invoice);
  const kind = kindOf(invoice);
  if (kind === 'adjustment') return provider.adjust(message);
  return kind === 'replacement' ? provider.replace(message) : provider.issue(message);
}

/** What is still to be heard of one that the provider has; what it does not know is handed over again, as it was. */
async function ask(ctx: Context, provider: InvoiceProvider, invoice: Invoice): Promise<Outcome<ProviderAnswer>> {
  const outcome = await provider.look(keyOf(invoice));
  return outcome.end === 'unknown' ? hand(ctx, provider, invoice) : outcome;
}

/** Not yet: it keeps its place, and says why. */
const wait = async (ctx: Context, invoice: Invoice, reason: string): Promise<Invoice> =>
  detailsOf(invoice).reason === reason ? invoice : ctx.store.update(withDetails(invoice, { reason }));

export interface Sent {
  readonly invoice: Invoice;
  /** nobody answered, or nothing that can be read: the others would wait as long */
  readonly isAway: boolean;
}

/** One step with the provider for one invoice: hand it over, or ask what became of it. */
export async function sendOne(ctx: Context, provider: InvoiceProvider, invoice: Invoice): Promise<Sent> {
  const state = stateOf(invoice);
  if (state === 'rejected') return { invoice: await release(ctx, invoice), isAway: false };
  const outcome = state === 'waiting' ? await hand(ctx, provider, invoice) : await ask(ctx, provider, invoice);
  if (outcome.end === 'refused') return { invoice: await park(ctx, invoice, outcome.reason), isAway: false };
  if (outcome.end !== 'taken') return { invoice: await wait(ctx, invoice, outcome.reason), isAway: true };
  return { invoice: await applyAnswer(ctx, invoice, outcome.answer), isAway: false };
}
