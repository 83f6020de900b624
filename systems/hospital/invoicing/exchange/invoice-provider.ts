import type { Buyer } from '../rules/buyer.ts';
import type { ProviderAnswer } from '../rules/provider-answer.ts';

/** An invoice that counts, as its successors name it. */
export interface IssuedInvoice {
  readonly key: string;
  readonly symbol: string;
  readonly number: string;
  /** calendar day */
  readonly date: string;
}

/** Everything a provider is told of an invoice: plain JSON, frozen when the invoice is made. */
export interface InvoiceMessage {
  readonly key: string;
  /** form and symbol */
  readonly symbol: string;
  /** calendar day */
  readonly date: string;
  readonly seller: { readonly taxNumber: string; readonly name: string; readonly address: string };
  readonly buyer: Buyer;
  /** amounts with two places, e.g. `118240.00` */
  readonly lines: readonly { readonly name: string; readonly amount: string }[];
  /** whole đồng in figures, with a minus sign where money goes back */
  readonly dong: string;
  readonly words: string;
  /** the list that comes with a summary */
  readonly list?: { readonly papers: number; readonly date: string; readonly digest: string };
  readonly corrects?: {
    readonly way: 'adjusts' | 'replaces';
    readonly original: IssuedInvoice;
    readonly reason: string;
  };
}

/** A notice of a mistake in name or address (04/SS-HĐĐT). */
export interface MistakeNotice {
  /** our own key of this notice: a repeat is the same notice */
  readonly key: string;
  readonly original: IssuedInvoice;
  readonly name?: string;
  readonly address?: string;
  readonly reason: string;
}

/**
 * How a call ended. `taken`: the provider has it; `refused`: it never will as it is; `doubt`: nobody knows, the same bytes
 * under the same key may be sent again; `unknown`: asked about a key that the provider has never seen.
 */
export type Outcome<T> =
  | { readonly end: 'taken'; readonly answer: T }
  | { readonly end: 'refused' | 'doubt' | 'unknown'; readonly reason: string };

/** A provider of electronic invoices. There is no cancelling: the law knows none. */
export interface InvoiceProvider {
  issue(message: InvoiceMessage): Promise<Outcome<ProviderAnswer>>;
  adjust(message: InvoiceMessage): Promise<Outcome<ProviderAnswer>>;
  replace(message: InvoiceMessage): Promise<Outcome<ProviderAnswer>>;
  notify(notice: MistakeNotice): Promise<Outcome<{ readonly noticeId: string }>>;
  /** what became of it */
  look(key: string): Promise<Outcome<ProviderAnswer>>;
}
