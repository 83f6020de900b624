import { dongWords, formatDong, identifierSystems, identifierValue, parseInstant, xuOfMoney } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { Invoice, Money } from 'fhir/r4';
import { dongOf } from '../rules/bill.ts';
import { kindOf } from '../rules/money-turn.ts';

const amountText = (money: Money | undefined): string => (money === undefined ? '' : formatDong(xuOfMoney(money)));

const titles = { receipt: 'PHIẾU THU', deposit: 'PHIẾU TẠM ỨNG', refund: 'PHIẾU HOÀN TIỀN' } as const;
const totals = { receipt: 'Tổng thu', deposit: 'Đã tạm ứng', refund: 'Đã hoàn' } as const;

/** `Thẻ, số hóa đơn máy 001234` */
function methodLine(receipt: Invoice): string | undefined {
  const slip = identifierValue(receipt, identifierSystems.paymentSlip)?.replace(/^\w+\./, '');
  return slip === undefined ? receipt.paymentTerms : `${receipt.paymentTerms}, số hóa đơn máy ${slip}`;
}

/** The values of `forms/receipt-layout.ts`. */
export function receiptData(receipt: Invoice): LayoutData {
  const kind = kindOf(receipt);
  const paid = receipt.date === undefined ? undefined : parseInstant(receipt.date);
  return {
    title: titles[kind],
    number: identifierValue(receipt, identifierSystems.receiptNumber),
    lines: (receipt.lineItem ?? []).map((line) => ({
      name: line.chargeItemReference?.display ?? line.chargeItemCodeableConcept?.text,
      amount: amountText(line.priceComponent?.[0]?.amount),
    })),
    totalLabel: totals[kind],
    total: amountText(receipt.totalGross),
    words: dongWords(Math.abs(Number(dongOf(receipt)))),
    method: methodLine(receipt),
    reason: receipt.note?.[0]?.text,
    date: paid === undefined ? undefined : dateLine(paid),
    cashier: receipt.participant?.[0]?.actor.display,
  };
}
