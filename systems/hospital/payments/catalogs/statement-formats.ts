/** How a bank writes the file of its statement: which heads stand over which column. Heads are compared without accents. */
export interface StatementFormat {
  readonly id: string;
  readonly name: string;
  readonly date: readonly string[];
  readonly reference: readonly string[];
  readonly memo: readonly string[];
  /** money that came; in files with one signed column, all money */
  readonly credit: readonly string[];
  /** money that left; absent: `credit` has a sign */
  readonly debit?: readonly string[];
}

/**
 * Statement files of banks, first that fits. A further bank is a further entry here.
 *
 * @source heads of CSV exports of corporate internet banking of each bank (unsure); the last is our own form
 */
export const statementFormats: readonly StatementFormat[] = [
  {
    id: 'vietcombank',
    name: 'Vietcombank',
    date: ['Ngày giao dịch', 'Ngày GD', 'Transaction date'],
    reference: ['Số tham chiếu', 'Reference number', 'Reference'],
    debit: ['Số tiền ghi nợ', 'Debit'],
    credit: ['Số tiền ghi có', 'Credit'],
    memo: ['Mô tả', 'Description'],
  },
  {
    id: 'bidv',
    name: 'BIDV',
    date: ['Ngày hiệu lực', 'Ngày giờ GD', 'Ngày giao dịch'],
    reference: ['Số CT', 'Số chứng từ', 'Mã giao dịch'],
    debit: ['Ghi nợ', 'PS nợ'],
    credit: ['Ghi có', 'PS có'],
    memo: ['Mô tả', 'Nội dung', 'Diễn giải'],
  },
  {
    id: 'vietinbank',
    name: 'VietinBank',
    date: ['Ngày hạch toán', 'Ngày phát sinh', 'Ngày giao dịch'],
    reference: ['Số giao dịch', 'Mã GD', 'Transaction ID'],
    debit: ['Nợ', 'Phát sinh nợ'],
    credit: ['Có', 'Phát sinh có'],
    memo: ['Mô tả giao dịch', 'Nội dung giao dịch', 'Diễn giải'],
  },
  {
    id: 'techcombank',
    name: 'Techcombank',
    date: ['Ngày giao dịch', 'Ngày GD'],
    reference: ['Số bút toán', 'Mã bút toán'],
    debit: ['Nợ TKTT', 'Nợ'],
    credit: ['Có TKTT', 'Có'],
    memo: ['Diễn giải', 'Chi tiết'],
  },
  {
    id: 'mb',
    name: 'MB, ACB, Agribank',
    date: ['Ngày giao dịch', 'Ngày hạch toán', 'Ngày'],
    reference: ['Số bút toán', 'Số tham chiếu', 'Số GD', 'Mã tham chiếu'],
    debit: ['Phát sinh nợ', 'Rút ra', 'Tiền rút ra', 'Số tiền ghi nợ'],
    credit: ['Phát sinh có', 'Gửi vào', 'Tiền gửi vào', 'Số tiền ghi có'],
    memo: ['Nội dung', 'Diễn giải', 'Nội dung giao dịch'],
  },
  {
    id: 'lien-mach',
    name: 'Liền Mạch',
    date: ['date', 'Ngày'],
    reference: ['reference', 'Số tham chiếu'],
    credit: ['amount', 'Số tiền'],
    memo: ['memo', 'Nội dung'],
  },
];
