import { formatVnDate } from '@lienmach/core';
import { CARE, type InvoiceLine } from './invoice-lines.ts';

/**
 * The one line of a summary; the receipts are in its list.
 *
 * @param dong  whole đồng
 * @source NĐ 254/2026/NĐ-CP Điều 9: one summary of the day, with its list (secondary)
 */
export const summaryLine = (day: string, dong: bigint): InvoiceLine => ({
  name: `${CARE} (kèm theo bảng kê phiếu thu ngày ${formatVnDate(day)})`,
  amount: dong * 100n,
});
