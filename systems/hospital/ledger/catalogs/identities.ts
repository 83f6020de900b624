/** One equation of the money of a period: sums by name, `-` takes one off. */
export interface IdentityRule {
  readonly code: string;
  readonly vi: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** only told when this sum was asked for or exists */
  readonly only?: 'claims' | 'envelopes' | 'invoices' | 'closed';
}

/**
 * What has to be equal to the hundredth of a đồng, in the order in which money flows. A list that must be empty is an
 * equation too: its sum is nothing.
 *
 * @source public samples of reconciliation at hospitals: receipts, bank, invoices each day (secondary); the equations in this form: own choice
 */
export const identityRules: readonly IdentityRule[] = [
  {
    code: 'payers',
    vi: 'Bảng kê: thành tiền = BHYT trả + cùng chi trả + tự trả + nguồn khác',
    left: ['statement.hospital'],
    right: ['statement.insurer', 'statement.coPaid', 'statement.selfPaid', 'statement.otherFunds'],
  },
  {
    code: 'payable',
    vi: 'Phải thu người bệnh = cùng chi trả + tự trả + làm tròn đến đồng',
    left: ['visits.payable'],
    right: ['statement.coPaid', 'statement.selfPaid', 'visits.rounding'],
  },
  {
    code: 'claim-total',
    vi: 'Hồ sơ BHYT lưu: tổng chi phí = thành tiền của bảng kê',
    left: ['claim.total'],
    right: ['claimed.hospital'],
    only: 'claims',
  },
  {
    code: 'claim-lines',
    vi: 'Hồ sơ BHYT lưu: cộng các dòng = tổng chi phí',
    left: ['claim.lines'],
    right: ['claim.total'],
    only: 'claims',
  },
  {
    code: 'claim-insurer',
    vi: 'Hồ sơ BHYT lưu: phần đề nghị quỹ trả = bảng kê',
    left: ['claim.insurer'],
    right: ['claimed.fund'],
    only: 'claims',
  },
  {
    code: 'envelope-total',
    vi: 'Tệp gửi giám định (XML1): T_TONGCHI_BV = thành tiền của bảng kê',
    left: ['envelope.T_TONGCHI_BV'],
    right: ['printed.hospital'],
    only: 'envelopes',
  },
  {
    code: 'envelope-insurer',
    vi: 'Tệp gửi giám định: cộng T_BHTT các dòng = BHYT trả của bảng kê',
    left: ['envelope.T_BHTT'],
    right: ['printed.insurer'],
    only: 'envelopes',
  },
  {
    code: 'envelope-copay',
    vi: 'Tệp gửi giám định: T_BNCCT = cùng chi trả của bảng kê',
    left: ['envelope.T_BNCCT'],
    right: ['printed.coPaid'],
    only: 'envelopes',
  },
  {
    code: 'envelope-self',
    vi: 'Tệp gửi giám định: T_BNTT = tự trả của bảng kê',
    left: ['envelope.T_BNTT'],
    right: ['printed.selfPaid'],
    only: 'envelopes',
  },
  {
    code: 'envelope-other',
    vi: 'Tệp gửi giám định: T_NGUONKHAC = nguồn khác của bảng kê',
    left: ['envelope.T_NGUONKHAC'],
    right: ['printed.otherFunds'],
    only: 'envelopes',
  },
  {
    code: 'printed',
    vi: 'Bảng kê ở quầy ($cost-statement) = chi phí tính lại từ hồ sơ',
    left: ['counter.hospital', 'counter.payable'],
    right: ['printedVisits.hospital', 'printedVisits.payable'],
    only: 'envelopes',
  },
  {
    code: 'papers',
    vi: 'Phiếu thu, tạm ứng, hoàn: số tiền trên phiếu = cộng các dòng của phiếu',
    left: ['papers.standing'],
    right: ['papers.lines'],
  },
  {
    code: 'receipts',
    vi: 'Đã thu − đã hoàn = phần người bệnh − còn nợ + đang giữ (và phiếu của lượt kết thúc ngoài kỳ)',
    left: ['papers.standing'],
    right: ['visits.payable', '-visits.owed', 'visits.held', '-visits.paidOutside', 'papers.otherVisits'],
  },
  {
    code: 'drawer',
    vi: 'Ngăn kéo mỗi ca: tiền phải có = đầu ca + thu tiền mặt − hoàn tiền mặt',
    left: ['shifts.expected'],
    right: ['shifts.float', 'shifts.cashIn', '-shifts.cashOut'],
  },
  {
    code: 'count',
    vi: 'Kiểm quỹ mỗi ca: tờ tiền đếm được = tiền phải có + chênh lệch đã ghi',
    left: ['shifts.notes'],
    right: ['shifts.expected', 'shifts.difference'],
  },
  {
    code: 'bank',
    vi: 'Ngân hàng báo có = phiếu chuyển khoản + đang chờ xử lý + đã trả lại (trừ phần báo ngoài kỳ)',
    left: ['bank.in'],
    right: [
      'transfers.in',
      '-transfers.withoutBank',
      '-transfers.explained',
      '-transfers.bankedOutside',
      'bank.forOutside',
      'bank.waiting',
      'bank.returned',
      'bank.withoutReceipt',
    ],
  },
  {
    code: 'bank-without-receipt',
    vi: 'Danh sách phải trống: tiền ngân hàng báo có không có phiếu thu và không ai xử lý',
    left: ['bank.withoutReceipt'],
    right: [],
  },
  {
    code: 'receipt-without-bank',
    vi: 'Danh sách phải trống: phiếu chuyển khoản không có tiền ở ngân hàng',
    left: ['transfers.withoutBank'],
    right: [],
  },
  {
    code: 'invoices',
    vi: 'Hóa đơn cá nhân + tổng cuối ngày ± điều chỉnh, thay thế = phiếu thu đã vào hóa đơn',
    left: ['invoices.change'],
    right: ['invoices.papers'],
    only: 'invoices',
  },
  {
    code: 'receipt-without-invoice',
    vi: 'Danh sách phải trống: phiếu thu không có hóa đơn',
    left: ['papers.withoutInvoice'],
    right: [],
    only: 'invoices',
  },
  {
    code: 'journal',
    vi: 'Sổ nhật ký: tổng Nợ = tổng Có',
    left: ['journal.debit'],
    right: ['journal.credit'],
  },
  {
    code: 'journal-cash',
    vi: 'Sổ: phát sinh tiền mặt = phiếu tiền mặt − phiếu hủy ± thừa thiếu quỹ',
    left: ['journal.cash'],
    right: ['papers.cash', '-cancelled.cash', 'shifts.difference'],
  },
  {
    code: 'journal-bank',
    vi: 'Sổ: phát sinh tiền gửi = ngân hàng báo có − đã trả lại − hoàn bằng chuyển khoản',
    left: ['journal.bank'],
    right: ['bank.in', '-returned.paid', '-transfers.out'],
  },
  {
    code: 'journal-transfers',
    vi: 'Sổ: tiền đang chuyển = phiếu chuyển khoản, thẻ, ví − phiếu hủy − ngân hàng báo có + đã trả lại',
    left: ['journal.transfers', 'journal.cards'],
    right: ['papers.onTheWay', '-cancelled.onTheWay', '-bank.in', 'returned.paid'],
  },
  {
    code: 'journal-patients',
    vi: 'Sổ: phải thu người bệnh = phần người bệnh của lượt đã kết thúc − phiếu + phiếu hủy',
    left: ['journal.patients'],
    right: ['visits.payable', '-papers.all', 'cancelled.all'],
  },
  {
    code: 'journal-insurer',
    vi: 'Sổ: phải thu cơ quan BHXH = BHYT trả của bảng kê',
    left: ['journal.insurer'],
    right: ['statement.insurer'],
  },
  {
    code: 'journal-other',
    vi: 'Sổ: phải thu nguồn khác = nguồn khác của bảng kê',
    left: ['journal.other-funds'],
    right: ['statement.otherFunds'],
  },
  {
    code: 'journal-revenue',
    vi: 'Sổ: doanh thu = thành tiền của bảng kê',
    left: ['-journal.revenue-open', '-journal.revenue-invoiced'],
    right: ['statement.hospital'],
  },
  {
    code: 'closed',
    vi: 'Danh sách phải trống: thay đổi của kỳ đã khóa sổ chưa có bút toán điều chỉnh',
    left: ['closed.unbooked'],
    right: [],
    only: 'closed',
  },
];
