import type { InvoicingRules } from '@lienmach/system-kit';
import { invoiceForms } from '../catalogs/invoice-forms.ts';
import { errors } from '../errors.ts';

/**
 * Form and symbol of an invoice of this day, e.g. `2C26TAA`.
 *
 * @param day  calendar day of the invoice
 * @throws invoicing.badSeries, invoicing.noForm
 * @source TT 91/2026/TT-BTC, TT 78/2021/TT-BTC Điều 4: form digit, six characters of the symbol (secondary); the letter T of a hospital: from memory
 */
export function invoiceSymbol(rules: Pick<InvoicingRules, 'form' | 'isCoded' | 'series'>, day: string): string {
  if (!/^[A-Z]{2}$/.test(rules.series)) throw errors.badSeries({ detail: rules.series });
  const dated = invoiceForms.find(({ from, to }) => from <= day && (to === undefined || day <= to));
  if (dated === undefined) throw errors.noForm({ day });
  return `${rules.form}${rules.isCoded ? dated.coded : dated.uncoded}${day.slice(2, 4)}${dated.issuer}${rules.series}`;
}
