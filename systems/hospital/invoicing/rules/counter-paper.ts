/** @source NĐ 254/2026/NĐ-CP Điều 9: the receipts of the counter are what invoices are made from (secondary) */
import { codeSystems, extensions, identifierSystems, identifierValue, vnDayOf } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { withTag } from './e-invoice.ts';

export type PaperKind = 'receipt' | 'deposit' | 'refund';

/** A deposit that is no payment yet: an invoice takes it in when its visit is settled. */
export const HELD = 'held';
/** Money that went back from an invoice that stands: an adjustment has to say so. */
export const PENDING = 'pending';
/** Money that came and went back whole before any invoice: there was no sale. */
export const NOTHING = 'none';

/** A paper of the counter that money changed hands by: it carries a receipt number. @source none: how the record tells them apart */
export const isPaper = (invoice: Invoice): boolean =>
  identifierValue(invoice, identifierSystems.receiptNumber) !== undefined;

/** @source none: code list of the papers of the counter */
export function paperKindOf(invoice: Invoice): PaperKind {
  const code = invoice.type?.coding?.find(({ system }) => system === codeSystems.invoiceKind)?.code;
  return code === 'deposit' || code === 'refund' ? code : 'receipt';
}

/** @source none: shape of a resource */
export const paperNumber = (paper: Invoice): string => identifierValue(paper, identifierSystems.receiptNumber) ?? '';

/** Visit and turn of money, from the key `<visit>.<n>`. @source none: our own identifier */
export function visitTurnOf(paper: Invoice): { readonly visit: string; readonly turn: number } {
  const key = /^(.+)\.(\d+)$/.exec(identifierValue(paper, identifierSystems.paymentKey) ?? '');
  return { visit: key?.[1] ?? '', turn: Number(key?.[2] ?? 0) };
}

/** Calendar day in Viet Nam. @source NĐ 254/2026/NĐ-CP Điều 9: the day of the receipts is the day of the invoice (secondary) */
export const dayOfPaper = (paper: Invoice): string => (paper.date === undefined ? '' : vnDayOf(paper.date));

/** `Invoice/<id>` that a refund gave money back of. @source none: our own extension */
export const refundedOf = (paper: Invoice): string | undefined =>
  paper.extension?.find(({ url }) => url === extensions.refundOf)?.valueReference?.reference;

const tagOf = ({ meta }: Invoice, system: string): string | undefined =>
  meta?.tag?.find((tag) => tag.system === system)?.code;

/** Key of the electronic invoice that holds the money of this paper, or `held`, `pending`, or nothing. @source none: our own tag */
export const invoicedBy = (paper: Invoice): string | undefined => tagOf(paper, codeSystems.invoicedBy);

/** Is the money of this paper in an electronic invoice? @source none: our own tag */
export function isCovered(paper: Invoice): boolean {
  const key = invoicedBy(paper);
  return key !== undefined && key !== HELD && key !== PENDING;
}

/** Key of the electronic invoice that took the money of a cancelled paper out again, or `pending`. @source none: our own tag */
export const correctedBy = (paper: Invoice): string | undefined => tagOf(paper, codeSystems.correctedBy);

/** @source none: our own tag */
export const markInvoiced = (paper: Invoice, key: string | undefined): Invoice =>
  withTag(paper, codeSystems.invoicedBy, key);

/** @source none: our own tag */
export const markCorrected = (paper: Invoice, key: string | undefined): Invoice =>
  withTag(paper, codeSystems.correctedBy, key);

/** What a paper changed stands in the invoice of this key. @source none: our own tags */
export const markFixed = (paper: Invoice, key: string): Invoice =>
  paper.status === 'cancelled' ? markCorrected(paper, key) : markInvoiced(paper, key);

/** A receipt was cancelled after an invoice had taken its money in, and nothing says so yet. @source none: reading of our own tags */
export const needsCorrecting = (paper: Invoice): boolean =>
  paper.status === 'cancelled' && isCovered(paper) && correctedBy(paper) === undefined;
