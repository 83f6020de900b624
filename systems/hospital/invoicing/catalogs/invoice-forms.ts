/** One way of numbering electronic invoices, and from when to when it holds. */
export interface InvoiceForms {
  /** first day */
  readonly from: string;
  /** last day; absent: still in force */
  readonly to?: string;
  readonly source: string;
  /** first digit: what the invoice is */
  readonly forms: Readonly<Record<'1' | '2', string>>;
  /** first letter of the symbol */
  readonly coded: string;
  readonly uncoded: string;
  /** letter after the year: who issues */
  readonly issuer: string;
}

/**
 * Symbols of electronic invoices by date: form digit, C (with the code of the tax authority) or K (without), two digits of
 * the year, a letter for the kind, two characters of one's own.
 */
export const invoiceForms: readonly InvoiceForms[] = [
  {
    from: '2022-07-01',
    to: '2026-06-30',
    source: 'NĐ 123/2020/NĐ-CP, TT 78/2021/TT-BTC Điều 4',
    forms: { '1': 'Hóa đơn giá trị gia tăng', '2': 'Hóa đơn bán hàng' },
    coded: 'C',
    uncoded: 'K',
    issuer: 'T',
  },
  {
    from: '2026-07-01',
    source: 'NĐ 254/2026/NĐ-CP, TT 91/2026/TT-BTC',
    forms: { '1': 'Hóa đơn giá trị gia tăng', '2': 'Hóa đơn bán hàng' },
    coded: 'C',
    uncoded: 'K',
    issuer: 'T',
  },
];
