/** @source NĐ 254/2026/NĐ-CP Điều 9: every service transaction has its receipt (secondary) */
import {
  codeSystems,
  extensions,
  identifierSystems,
  identifierValue,
  parseXu,
  present,
  sumXu,
  type Xu,
  xu,
} from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { type Way, wayOf } from '../catalogs/payment-methods.ts';
import { invoicedBy, mayWait } from './issued-invoice.ts';

export type PaperKind = 'receipt' | 'deposit' | 'refund';

/** A paper of the cashier's window: money that changed hands, or did until it was cancelled. */
export interface CounterPaper {
  readonly id: string;
  readonly kind: PaperKind;
  readonly number: string;
  /** below zero when money was given back */
  readonly amount: Xu;
  readonly way: Way;
  /** Encounter id; absent when the paper names none */
  readonly visit?: string;
  /** instant of the paper */
  readonly at: string;
  readonly isCancelled: boolean;
  /** what its own lines add up to */
  readonly ofLines: Xu;
  readonly requestKey?: string;
  /** names of the money at the bank that paid it */
  readonly bankKeys: readonly string[];
  /** cashier, `Practitioner/id` */
  readonly cashier?: string;
  /** key of the electronic invoice that holds its money */
  readonly invoicedBy?: string;
  /** it may be without one: a deposit, or money whose adjustment is on its way */
  readonly mayWait: boolean;
  /** a person has said why no money at the bank stands behind it */
  readonly isUnbanked: boolean;
}

const kindOf = (invoice: Invoice): PaperKind => {
  const code = invoice.type?.coding?.find(({ system }) => system === codeSystems.invoiceKind)?.code;
  return code === 'deposit' || code === 'refund' ? code : 'receipt';
};

const visitOf = (invoice: Invoice): string | undefined =>
  /^(.+)\.\d+$/.exec(identifierValue(invoice, identifierSystems.paymentKey) ?? '')?.[1];

const linesOf = (invoice: Invoice): Xu =>
  sumXu(
    (invoice.lineItem ?? []).flatMap((line) =>
      (line.priceComponent ?? []).map(({ amount }) => parseXu(amount?.value ?? 0, 'Invoice.lineItem')),
    ),
  );

/**
 * The Invoice as a paper of the counter.
 *
 * @returns undefined for requests that were never paid and for anything that is no paper of the counter
 * @source none: how the counter's own papers are told
 */
export function counterPaper(invoice: Invoice): CounterPaper | undefined {
  const number = identifierValue(invoice, identifierSystems.receiptNumber);
  const isPaper = invoice.status === 'balanced' || invoice.status === 'cancelled';
  if (number === undefined || !isPaper || identifierValue(invoice, identifierSystems.paymentKey) === undefined) {
    return undefined;
  }
  return {
    id: invoice.id ?? '',
    kind: kindOf(invoice),
    number,
    amount: parseXu(invoice.totalGross?.value ?? 0, 'Invoice.totalGross'),
    way: wayOf(invoice.paymentTerms),
    at: invoice.date ?? '',
    isCancelled: invoice.status === 'cancelled',
    ofLines: linesOf(invoice),
    bankKeys: (invoice.identifier ?? []).flatMap(({ system, value }) =>
      system === identifierSystems.bankReference && value !== undefined ? [value] : [],
    ),
    mayWait: mayWait(invoice),
    isUnbanked: invoice.extension?.some(({ url }) => url === extensions.unbanked) ?? false,
    ...present({
      invoicedBy: invoicedBy(invoice),
      visit: visitOf(invoice),
      requestKey: identifierValue(invoice, identifierSystems.requestKey),
      cashier: invoice.participant?.[0]?.actor.reference,
    }),
  };
}

/** What was taken in all, refunds taken off; cancelled papers are not money. @source none: a sum */
export const takenBy = (papers: readonly CounterPaper[]): Xu =>
  xu(papers.reduce((sum, paper) => (paper.isCancelled ? sum : sum + paper.amount), 0n));
