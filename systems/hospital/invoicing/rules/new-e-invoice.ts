import { codeSystems, extensions, identifierSystems, moneyOf, xu } from '@lienmach/core';
import type { Identifier, Invoice, Reference } from 'fhir/r4';
import { type Buyer, recipientOf } from './buyer.ts';
import { type EInvoiceKind, type EInvoiceState, eInvoiceKinds, withState } from './e-invoice.ts';
import { type InvoiceLine, lineItems } from './invoice-lines.ts';

export interface NewEInvoice {
  readonly kind: EInvoiceKind;
  readonly key: string;
  readonly state: EInvoiceState;
  /** FHIR dateTime or calendar day */
  readonly date: string;
  readonly issuer: Reference;
  readonly buyer: Buyer;
  readonly lines: readonly InvoiceLine[];
  /** whole đồng; below zero in an adjustment that takes back */
  readonly dong: bigint;
  readonly subject?: Reference | undefined;
  /** the caller's own key, number of minutes */
  readonly identifier?: readonly Identifier[];
  readonly corrects?: string;
  readonly reason?: string;
}

/**
 * An electronic invoice on its way. It is a `draft` until it counts by law, then `issued`; `cancelled` means that it never
 * counted or that another one took its place. It has no participant and is never `balanced`: shifts and receipts of the
 * counter do not see it.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9, content of an invoice (secondary); how the record carries it: own choice
 */
export function newEInvoice(given: NewEInvoice): Invoice {
  const { kind, key, state, date, issuer, buyer, lines, dong, subject, identifier = [], corrects, reason } = given;
  const total = moneyOf(xu(dong * 100n));
  return withState(
    {
      resourceType: 'Invoice',
      status: 'draft',
      identifier: [{ system: identifierSystems.eInvoice, value: key }, ...identifier],
      type: { coding: [{ system: codeSystems.eInvoiceKind, code: kind }], text: eInvoiceKinds[kind] },
      ...(corrects === undefined
        ? {}
        : { extension: [{ url: extensions.correctsInvoice, valueReference: { reference: corrects } }] }),
      ...(subject === undefined ? {} : { subject }),
      recipient: recipientOf(buyer),
      date,
      issuer,
      ...(lines.length === 0 ? {} : { lineItem: lineItems(lines) }),
      totalNet: total,
      totalGross: total,
      ...(reason === undefined ? {} : { note: [{ text: reason }] }),
    },
    state,
  );
}
