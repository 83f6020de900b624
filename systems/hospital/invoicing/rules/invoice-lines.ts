import { moneyOf, parseXu, xu } from '@lienmach/core';
import type { Invoice, InvoiceLineItem } from 'fhir/r4';
import { paperKindOf } from './counter-paper.ts';
import { dongOf } from './e-invoice.ts';

/** One line of an electronic invoice; whole lines add up to the total. */
export interface InvoiceLine {
  readonly name: string;
  /** hundredths of a đồng */
  readonly amount: bigint;
}

/** The words for care that nobody itemises. */
export const CARE = 'Dịch vụ khám bệnh, chữa bệnh';
const TAKEN_BEFORE = 'Đã thu trước';

const nameOf = (line: InvoiceLineItem): string =>
  line.chargeItemReference?.display ?? line.chargeItemCodeableConcept?.text ?? CARE;
const amountOf = (line: InvoiceLineItem): bigint =>
  (line.priceComponent ?? []).reduce((sum, { amount }) => sum + parseXu(amount?.value ?? 0), 0n);

const sumOf = (papers: readonly Invoice[]): bigint => papers.reduce((sum, paper) => sum + dongOf(paper) * 100n, 0n);

/**
 * What the buyer paid for, line by line, when the papers say it: the last receipt names every service, and what it deducts
 * is what the other papers took. Where that does not come out even, one line carries the whole and refers to the cost
 * statement.
 *
 * @param papers  receipts, deposits and refunds of one visit, oldest first
 * @returns lines that add up to the papers to the đồng
 * @source NĐ 254/2026/NĐ-CP Điều 9: a list may stand in for the items, the invoice refers to it (secondary)
 */
export function personalLines(papers: readonly Invoice[], statement: string): InvoiceLine[] {
  const total = sumOf(papers);
  const last = papers.findLast((paper) => paperKindOf(paper) === 'receipt');
  const named = (last?.lineItem ?? []).map((line) => ({ name: nameOf(line), amount: amountOf(line) }));
  const services = named.filter(({ name }) => name !== TAKEN_BEFORE);
  const isWhole = services.reduce((sum, { amount }) => sum + amount, 0n) === total && services.length > 0;
  return isWhole ? services : [{ name: `${CARE} (kèm theo ${statement})`, amount: total }];
}

/** @source none: shape of a resource */
export const lineItems = (lines: readonly InvoiceLine[]): InvoiceLineItem[] =>
  lines.map(({ name, amount }, index) => ({
    sequence: index + 1,
    chargeItemCodeableConcept: { text: name },
    priceComponent: [{ type: amount < 0n ? 'deduction' : 'base', amount: moneyOf(xu(amount)) }],
  }));
