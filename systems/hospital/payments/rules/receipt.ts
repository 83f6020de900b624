/** @source NĐ 254/2026/NĐ-CP Điều 9: every service transaction prints and stores a receipt (secondary) */
import { identifierSystems, moneyOf, type Xu, xu, ZERO } from '@lienmach/core';
import type { Identifier, Invoice, InvoiceLineItem, PaymentNotice, Reference } from 'fhir/r4';
import type { Bill } from './bill.ts';
import { type Method, methodName } from './payment-method.ts';
import { slipIdentifier } from './slip.ts';

const inDong = (dong: bigint): Xu => xu(dong * 100n);

const namedLine = (text: string, amount: Xu): InvoiceLineItem[] =>
  amount === ZERO
    ? []
    : [
        {
          chargeItemCodeableConcept: { text },
          priceComponent: [{ type: amount < 0n ? 'deduction' : 'surcharge', amount: moneyOf(amount) }],
        },
      ];

/**
 * What the patient pays for, line by line, the rounding to whole đồng and what was taken before as lines of their own:
 * the lines add up to the total.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9 (secondary); rounding line: own choice (unsure)
 */
export function receiptLines(bill: Bill): InvoiceLineItem[] {
  const own = bill.lines.flatMap((line): InvoiceLineItem[] => {
    const share = xu(line.coPaid + line.selfPaid);
    if (share === ZERO) return [];
    return [
      {
        chargeItemReference: { reference: `ChargeItem/${line.id}`, display: line.name },
        priceComponent: [{ type: 'base', amount: moneyOf(share) }],
      },
    ];
  });
  return [
    ...own,
    ...namedLine('Làm tròn đến đồng', bill.rounding),
    ...namedLine('Đã thu trước', xu(-inDong(bill.paid))),
  ].map((line, at) => ({ sequence: at + 1, ...line }));
}

export interface RequestPlace {
  readonly subject: Reference;
  readonly issuer: Reference;
  readonly account?: Reference;
  readonly identifier: readonly Identifier[];
  /** instant of writing */
  readonly date: string;
  /** who asks for the money at the window: it is counted in their shift */
  readonly cashier?: Reference;
}

/** A request for what is due now; it becomes the receipt when it is paid. */
export const paymentRequest = (bill: Bill, place: RequestPlace): Invoice => ({
  resourceType: 'Invoice',
  status: 'issued',
  identifier: [...place.identifier],
  subject: place.subject,
  issuer: place.issuer,
  date: place.date,
  ...(place.account === undefined ? {} : { account: place.account }),
  ...(place.cashier === undefined ? {} : { participant: [{ role: { text: 'Thu ngân' }, actor: place.cashier }] }),
  lineItem: receiptLines(bill),
  totalNet: moneyOf(inDong(bill.due)),
  totalGross: moneyOf(inDong(bill.due)),
});

export interface Collected {
  readonly method: Method;
  readonly number: string;
  /** of the card machine or the wallet */
  readonly slip?: string | undefined;
  /** the bank's money that paid it: `<BIN>.<reference>` */
  readonly bankReference?: string;
  readonly requestKey: string | undefined;
  readonly cashier: Reference;
  readonly date: string;
}

/** The request turned into a receipt (phiếu thu). */
export const receiptOf = (request: Invoice, collected: Collected): Invoice => ({
  ...request,
  status: 'balanced',
  date: collected.date,
  identifier: [
    ...(request.identifier ?? []),
    { system: identifierSystems.receiptNumber, value: collected.number },
    ...(collected.requestKey === undefined
      ? []
      : [{ system: identifierSystems.requestKey, value: collected.requestKey }]),
    ...slipIdentifier(collected.method, collected.slip),
    ...(collected.bankReference === undefined
      ? []
      : [{ system: identifierSystems.bankReference, value: collected.bankReference }]),
  ],
  participant: [{ role: { text: 'Thu ngân' }, actor: collected.cashier }],
  paymentTerms: methodName(collected.method),
});

/** The notice that money came in for a receipt. */
export const paymentNotice = (
  invoice: Reference,
  receipt: Invoice,
  place: RequestPlace,
  key: string,
): PaymentNotice => ({
  resourceType: 'PaymentNotice',
  identifier: [{ system: identifierSystems.paymentKey, value: key }],
  status: 'active',
  request: invoice,
  created: receipt.date ?? place.date,
  payment: { display: receipt.paymentTerms ?? '' },
  recipient: place.issuer,
  amount: receipt.totalGross ?? moneyOf(ZERO),
  paymentStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/paymentstatus', code: 'paid' }] },
});
