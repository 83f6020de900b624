import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Invoice, PaymentReconciliation } from 'fhir/r4';
import { type Seat, time } from './seat.ts';

const vnd = (value: number) => ({ value, currency: 'VND' });
const NOTES = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100];
const cashier = { reference: 'Practitioner/cashier', display: 'Công Tằng Tôn Nữ Phương Thử Nghiệm' };

function invoiceOf({ plan, subject }: Seat, kind: 'receipt' | 'deposit' | 'refund', number: number): Invoice {
  const price = Number(plan.price);
  const count = kind === 'receipt' ? plan.lines : 1;
  const sign = kind === 'refund' ? -1 : 1;
  return {
    resourceType: 'Invoice',
    status: 'balanced',
    ...(kind === 'receipt' ? {} : { type: { coding: [{ system: codeSystems.invoiceKind, code: kind }] } }),
    identifier: [{ system: identifierSystems.receiptNumber, value: `PT26.00${number}.${kind.length}` }],
    subject,
    date: time(45),
    lineItem: Array.from({ length: count }, (_, line) => ({
      sequence: line + 1,
      chargeItemCodeableConcept: { text: `${plan.service} ${line + 1}` },
      priceComponent: [{ type: 'base' as const, amount: vnd(price * sign) }],
    })),
    totalNet: vnd(price * count * sign),
    totalGross: vnd(price * count * sign),
    paymentTerms: 'Tiền mặt',
    participant: [{ actor: cashier }],
    ...(kind === 'refund' ? { note: [{ text: plan.advice }] } : {}),
  };
}

const shiftOf = ({ plan }: Seat): PaymentReconciliation => ({
  resourceType: 'PaymentReconciliation',
  status: 'active',
  outcome: 'complete',
  period: { start: time(0), end: time(59) },
  created: time(0),
  requestor: cashier,
  disposition: 'Quầy thu ngân 1',
  paymentDate: '2026-03-02',
  paymentAmount: vnd(9_999_999),
  extension: NOTES.map((denomination, index) => ({
    url: extensions.cashCount,
    extension: [
      { url: 'phase', valueCode: 'close' },
      { url: 'denomination', valueInteger: denomination },
      { url: 'pieces', valueInteger: 10 + index * 7 },
    ],
  })),
  detail: ['Tiền đầu ca', 'Thu tiền mặt', 'Thu chuyển khoản', 'Hoàn tiền', 'Tiền mặt đếm được', 'Chênh lệch'].map(
    (text, index) => ({ type: { text }, amount: vnd(1_234_567 * index) }),
  ),
  processNote: [{ type: 'print', text: plan.advice }],
});

/** The three papers of the counter and the count at the end of the shift. */
export async function moneyOfVisit(seat: Seat, number: number): Promise<{ invoices: string[]; shift: string }> {
  const invoices: string[] = [];
  for (const kind of ['receipt', 'deposit', 'refund'] as const) {
    invoices.push(`Invoice/${(await seat.save(invoiceOf(seat, kind, number))).id}`);
  }
  return { invoices, shift: `PaymentReconciliation/${(await seat.save(shiftOf(seat))).id}` };
}
