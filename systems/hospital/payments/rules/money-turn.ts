import { codeSystems, extensions, identifierSystems, moneyOf, xu } from '@lienmach/core';
import type { Identifier, Invoice, Reference } from 'fhir/r4';
import { type Method, methodName } from './payment-method.ts';
import type { RequestPlace } from './receipt.ts';

export type InvoiceKind = 'receipt' | 'deposit' | 'refund';

/** What a paper of the counter is; without a word it is a receipt. @source none: our own code list */
export function kindOf(invoice: Invoice): InvoiceKind {
  const code = invoice.type?.coding?.find(({ system }) => system === codeSystems.invoiceKind)?.code;
  return code === 'deposit' || code === 'refund' ? code : 'receipt';
}

const words = { deposit: 'Tạm ứng', refund: 'Hoàn tiền' } as const;

/** Money that changes hands without a bill: a deposit comes in, a refund goes out. */
export interface MoneyTurn {
  readonly kind: 'deposit' | 'refund';
  /** whole đồng, above zero in both directions */
  readonly dong: bigint;
  readonly method: Method;
  readonly place: RequestPlace;
  /** turn, receipt number, caller's key */
  readonly identifier: readonly Identifier[];
  readonly cashier: Reference;
  readonly reason?: string;
  readonly refundOf?: Reference;
}

/**
 * The paper of a deposit or a refund; a refund is below zero, so that what was taken is always the sum of all papers.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9: every service transaction prints and stores a receipt (secondary); negative refunds: own choice (unsure)
 */
export function moneyTurn(turn: MoneyTurn): Invoice {
  const total = moneyOf(xu((turn.kind === 'refund' ? -turn.dong : turn.dong) * 100n));
  const { place } = turn;
  return {
    resourceType: 'Invoice',
    status: 'balanced',
    type: { coding: [{ system: codeSystems.invoiceKind, code: turn.kind }], text: words[turn.kind] },
    ...(turn.refundOf === undefined
      ? {}
      : { extension: [{ url: extensions.refundOf, valueReference: turn.refundOf }] }),
    identifier: [...turn.identifier],
    subject: place.subject,
    issuer: place.issuer,
    date: place.date,
    ...(place.account === undefined ? {} : { account: place.account }),
    participant: [{ role: { text: 'Thu ngân' }, actor: turn.cashier }],
    lineItem: [
      {
        sequence: 1,
        chargeItemCodeableConcept: { text: words[turn.kind] },
        priceComponent: [{ type: turn.kind === 'refund' ? 'deduction' : 'base', amount: total }],
      },
    ],
    totalNet: total,
    totalGross: total,
    paymentTerms: methodName(turn.method),
    ...(turn.reason === undefined ? {} : { note: [{ text: turn.reason }] }),
  };
}

/** The receipt that a refund gave money back of. @source none: our own extension */
export const refundedOf = (invoice: Invoice): string | undefined =>
  invoice.extension?.find(({ url }) => url === extensions.refundOf)?.valueReference?.reference;

export const hasRequestKey = (invoice: Invoice, key: string): boolean =>
  (invoice.identifier ?? []).some(({ system, value }) => system === identifierSystems.requestKey && value === key);
