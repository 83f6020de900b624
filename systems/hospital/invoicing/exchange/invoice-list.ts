import { formatVnTime, parseInstant } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { paperKindOf, paperNumber } from '../rules/counter-paper.ts';
import { dongOf } from '../rules/e-invoice.ts';

const words = { receipt: 'Thu viện phí', deposit: 'Tạm ứng', refund: 'Hoàn tiền' } as const;

const timeOf = ({ date }: Invoice): string => (date === undefined ? '' : formatVnTime(parseInstant(date)));

/**
 * The list that goes with a summary (bảng kê): one row for each paper of the counter, no names. The order is that of the
 * numbers, so that the same papers give the same bytes.
 */
export function invoiceList(papers: readonly Invoice[]): string {
  const rows = papers
    .toSorted((a, b) => (paperNumber(a) < paperNumber(b) ? -1 : 1))
    .map((paper, index) =>
      [index + 1, paperNumber(paper), timeOf(paper), words[paperKindOf(paper)], String(dongOf(paper))].join(';'),
    );
  return `STT;Số phiếu;Giờ;Nội dung;Số tiền (đồng)\n${rows.map((row) => `${row}\n`).join('')}`;
}
