import { identifierSystems } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { detailsOf, type EInvoiceState, eInvoiceStates, stateOf, withDetails, withState } from './e-invoice.ts';

/** States that a provider speaks of. */
export type ProviderState = Extract<EInvoiceState, 'created' | 'signed' | 'sent' | 'coded' | 'rejected' | 'delivered'>;

const providerStates: ReadonlySet<string> = new Set(['created', 'signed', 'sent', 'coded', 'rejected', 'delivered']);

/** @source none: our own code list */
export const isProviderState = (text: string): text is ProviderState => providerStates.has(text);

/** What a provider knows of an invoice that it took. */
export interface ProviderAnswer {
  readonly key: string;
  readonly providerId: string;
  /** form and symbol, e.g. `2C26TAA` */
  readonly symbol: string;
  readonly number: string;
  /** whole đồng */
  readonly dong: bigint;
  readonly status: ProviderState;
  readonly taxCode?: string;
  /** the signed invoice */
  readonly xml?: string;
  /** why it was rejected */
  readonly reason?: string;
}

const rank = (state: EInvoiceState): number => eInvoiceStates.indexOf(state);

/** Is this answer about this invoice, and the same money? @source none: what a wrong answer must not change */
export function fits(answer: ProviderAnswer, invoice: { readonly key: string; readonly dong: bigint }): boolean {
  return answer.key === invoice.key && answer.dong === invoice.dong;
}

/** Does it count by law? @source NĐ 254/2026/NĐ-CP Điều 9: with-code invoices count as issued only when coded (secondary) */
const counts = (status: ProviderState, isCoded: boolean): boolean =>
  status === 'coded' || status === 'delivered' || (!isCoded && (status === 'signed' || status === 'sent'));

/**
 * The invoice after the provider spoke. It never goes back: a late word about an earlier state changes nothing, and a
 * rejection of what was coded is no news that this program may believe.
 *
 * @param isCoded  the site issues invoices with the code of the tax authority
 * @returns the same object when nothing is new
 * @source NĐ 254/2026/NĐ-CP Điều 9 (secondary); order of states: own choice
 */
export function afterAnswer(
  invoice: Invoice,
  answer: ProviderAnswer,
  { isCoded, xml, xmlDigest }: { isCoded: boolean; xml?: string | undefined; xmlDigest?: string | undefined },
): Invoice {
  const before = stateOf(invoice);
  const isOver = invoice.status !== 'draft' && answer.status === 'rejected';
  const isNews = before === 'parked' || rank(answer.status) > rank(before) || answer.status === 'rejected';
  if (isOver || !isNews || before === 'rejected') return invoice;
  // without a code the invoice may only be called coded where codes are not asked for
  if (isCoded && counts(answer.status, true) && answer.taxCode === undefined) return invoice;
  const known = withDetails(withState(invoice, answer.status), {
    providerId: answer.providerId,
    symbol: answer.symbol,
    number: answer.number,
    taxCode: answer.taxCode ?? detailsOf(invoice).taxCode,
    ...(xml === undefined ? {} : { xml, xmlDigest }),
    reason: answer.reason,
  });
  const number = { system: identifierSystems.eInvoiceNumber, value: `${answer.symbol}-${answer.number}` };
  const others = (known.identifier ?? []).filter(({ system }) => system !== number.system);
  const isNowIssued = counts(answer.status, isCoded);
  return {
    ...known,
    identifier: [...others, number],
    ...(isNowIssued ? { status: 'issued' as const } : {}),
  };
}
