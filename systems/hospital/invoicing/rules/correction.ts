import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { correctedBy, invoicedBy, isCovered, isPaper, PENDING, paperNumber } from './counter-paper.ts';
import { dongOf, type Fix, fixOf, keyOf, kindOf } from './e-invoice.ts';

/** A code that the buyer and the tax authority rely on: below it nothing was issued. @source NĐ 254/2026/NĐ-CP Điều 9: with-code invoices are issued when coded (secondary) */
export const isIssued = (invoice: Invoice): boolean => invoice.status === 'issued';

/**
 * May this invoice be corrected in this way?
 *
 * @throws invoicing.notAnEInvoice, invoicing.notIssuedYet, invoicing.replacedAlready, invoicing.sameWayAsFirst, invoicing.correctTheOriginal
 * @source NĐ 254/2026/NĐ-CP: no cancelling; adjust or replace, later fixes the same way as the first (secondary)
 */
export function checkCorrectable(invoice: Invoice, way: Fix): void {
  const kind = kindOf(invoice);
  if (kind === undefined) throw errors.notAnEInvoice({ at: 'Invoice.type' });
  if (kind === 'adjustment') throw errors.correctTheOriginal({ at: 'Invoice.type' });
  const first = fixOf(invoice) ?? (kind === 'replacement' ? 'replaced' : undefined);
  if (fixOf(invoice) === 'replaced') throw errors.replacedAlready({ at: 'Invoice' });
  if (!isIssued(invoice)) throw errors.notIssuedYet({ at: 'Invoice.status', detail: invoice.status });
  if (first !== undefined && first !== way) {
    throw errors.sameWayAsFirst({ at: 'Invoice', way: first === 'adjusted' ? 'điều chỉnh' : 'thay thế' });
  }
}

/**
 * What a paper changes of an invoice, in đồng: a refund its own amount below zero, a cancelled receipt what it had brought,
 * a receipt that came after the summary its amount.
 *
 * @throws invoicing.notACorrection for a paper that changes nothing of this invoice
 * @source NĐ 254/2026/NĐ-CP: adjustments carry a minus sign (secondary)
 */
export function changeBy(paper: Invoice, original: Invoice): bigint {
  const refuse = () => errors.notACorrection({ at: 'paper', number: paperNumber(paper) });
  if (!isPaper(paper)) throw refuse();
  if (paper.status === 'balanced' && !isCovered(paper)) return dongOf(paper);
  const by = correctedBy(paper);
  const isTakenBack = paper.status === 'cancelled' && invoicedBy(paper) === keyOf(original);
  if (isTakenBack && (by === undefined || by === PENDING)) return -dongOf(paper);
  throw refuse();
}
