import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import { useSearch } from '@lienmach/ui';
import type { Invoice } from 'fhir/r4';
import { texts } from './texts.ts';
import { type PaidBy, paidBy } from './use-till.ts';

export type PaperKind = 'receipt' | 'deposit' | 'refund';

/** A paper of the counter: money that changed hands once. */
export interface Paper {
  readonly id: string;
  readonly kind: PaperKind;
  readonly number: string;
  /** whole đồng; a refund is below zero */
  readonly amount: number;
  /** as the paper says it */
  readonly method: string;
  readonly paidBy: PaidBy | undefined;
  readonly at: string;
  readonly patient: string;
  readonly isCancelled: boolean;
  readonly reason: string;
}

const kindOf = ({ type }: Invoice): PaperKind => {
  const code = type?.coding?.find(({ system }) => system === codeSystems.invoiceKind)?.code;
  return code === 'deposit' || code === 'refund' ? code : 'receipt';
};

/** @returns undefined for a request nobody paid yet */
export function paperOf(invoice: Invoice): Paper | undefined {
  const number = identifierValue(invoice, identifierSystems.receiptNumber);
  if (number === undefined) return undefined;
  return {
    id: invoice.id ?? '',
    kind: kindOf(invoice),
    number,
    amount: invoice.totalGross?.value ?? 0,
    method: invoice.paymentTerms ?? '',
    paidBy: paidBy.find((one) => texts.vi.ways[one] === invoice.paymentTerms),
    at: invoice.date ?? '',
    patient: invoice.subject?.reference?.split('/')[1] ?? '',
    isCancelled: invoice.status === 'cancelled',
    reason: invoice.cancelledReason ?? invoice.note?.[0]?.text ?? '',
  };
}

/** The visit an invoice belongs to, from its key `<visit>.<n>`. */
export const visitOfInvoice = (invoice: Invoice): string | undefined =>
  identifierValue(invoice, identifierSystems.paymentKey)?.split('.')[0];

/** Papers of one visit, newest first. */
export function useVisitPapers(encounter: string, patient: string | undefined): readonly Paper[] {
  const { data } = useSearch('Invoice', patient === undefined ? undefined : { subject: `Patient/${patient}` });
  return (data?.items ?? [])
    .filter((invoice) => visitOfInvoice(invoice) === encounter)
    .flatMap((invoice) => paperOf(invoice) ?? [])
    .toSorted((a, b) => b.at.localeCompare(a.at));
}
