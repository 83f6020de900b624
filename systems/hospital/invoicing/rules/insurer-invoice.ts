import { errors } from '../errors.ts';
import type { InvoiceLine } from './invoice-lines.ts';

/**
 * Our key for the invoice of one settlement: the number of its minutes, in characters that every partner takes.
 *
 * @throws invoicing.minutesNeeded
 * @source NĐ 254/2026/NĐ-CP Điều 9: an invoice to the insurer by the minutes 06/BH (secondary)
 */
export function minutesKey(minutes: string): string {
  if (minutes === '' || minutes.length > 60) throw errors.minutesNeeded({ at: 'minutes' });
  const plain = minutes
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd');
  return `bh.${plain.replace(/[^0-9A-Za-z.-]+/g, '-')}`;
}

/** @source NĐ 254/2026/NĐ-CP Điều 9: what was settled, a difference with its sign (secondary) */
export const insurerLine = (minutes: string, day: string, dong: bigint): InvoiceLine => ({
  name: `Chi phí khám bệnh, chữa bệnh bảo hiểm y tế theo biên bản quyết toán số ${minutes} ngày ${day}`,
  amount: dong * 100n,
});
