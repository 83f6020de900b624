import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('payments', {
  nothingDue: {
    issue: 'business-rule',
    vi: 'Người bệnh không còn khoản nào phải thu.',
    en: 'nothing is due for this encounter',
  },
  underpaid: {
    issue: 'business-rule',
    vi: 'Số tiền nhận {given} ít hơn số phải thu {due}.',
    en: 'amount is below what is due',
  },
  overpaid: {
    issue: 'business-rule',
    vi: 'Số tiền nhận {given} nhiều hơn số phải thu {due}; hãy trả lại tiền thừa rồi ghi đúng số phải thu.',
    en: 'amount is above what is due',
  },
  amountChanged: {
    issue: 'conflict',
    vi: 'Chi phí đã thay đổi từ khi tạo mã QR ({asked}); số phải thu nay là {due}. Hãy tạo mã QR mới; nếu tiền theo mã cũ đã đến thì hoàn lại cho người bệnh.',
    en: 'the amount due changed since the payment request was made',
  },
  paidTwice: {
    issue: 'conflict',
    vi: 'Một quầy khác vừa thu lượt khám này. Hãy xem lại bảng kê.',
    en: 'another collection for this encounter was written at the same time',
  },
  alreadyCollected: {
    issue: 'conflict',
    vi: 'Khoản này đã thu {paid} ({method}) theo phiếu {number}. Số tiền vừa báo là lần thứ hai: hãy hoàn lại cho người bệnh, không ghi thu thêm.',
    en: 'the request with this reference was already settled in another way or amount',
  },
  keyReused: {
    issue: 'conflict',
    vi: 'Lần bấm này trùng khóa với phiếu {number} đã thu {paid} ({method}) nhưng khác số tiền hoặc hình thức. Hãy xem lại bảng kê rồi thu lại.',
    en: 'the same key was used for another amount or method',
  },
  refundOwed: {
    issue: 'business-rule',
    vi: 'Đã thu nhiều hơn số phải thu {over}: cần hoàn lại cho người bệnh.',
    en: 'more was collected than is due; refund it',
  },
  unknownReference: {
    issue: 'not-found',
    vi: 'Không có mã thanh toán “{reference}” cho lượt khám này.',
    en: 'no payment request of this encounter has this reference',
  },
  badReference: {
    issue: 'value',
    vi: 'Mã thanh toán sai: cần dạng LM, ngày, 5 ký tự và ký tự kiểm tra.',
    en: 'payment reference is malformed or its check character is wrong',
  },
  referenceNeeded: {
    issue: 'required',
    vi: 'Thu bằng chuyển khoản phải ghi mã thanh toán trên mã QR.',
    en: 'a transfer needs the payment reference',
  },
  unknownMethod: {
    issue: 'code-invalid',
    vi: 'Hình thức thu chỉ nhận “cash” (tiền mặt), “transfer” (chuyển khoản), “card” (thẻ) hoặc “wallet” (ví điện tử).',
    en: 'method must be cash, transfer, card or wallet',
  },
  slipNeeded: {
    issue: 'required',
    vi: 'Thu hoặc hoàn bằng thẻ, ví điện tử phải ghi số hóa đơn máy: 4 đến 30 chữ cái, chữ số.',
    en: 'a card or wallet payment needs the number on its slip',
  },
  slipUsed: {
    issue: 'duplicate',
    vi: 'Số hóa đơn máy này hôm nay đã ghi ở phiếu {number}. Hãy xem lại hóa đơn của máy.',
    en: 'the slip was used by another receipt of today',
  },
  cardNumber: {
    issue: 'value',
    vi: 'Đây là số thẻ, không được lưu. Hãy ghi số hóa đơn in trên giấy của máy.',
    en: 'the text holds a card number (Luhn), which is never stored',
  },
  otherChannel: {
    issue: 'business-rule',
    vi: 'Khoản này thu bằng {method}: chỉ hoàn theo đúng đường đã thu.',
    en: 'money goes back on the channel it came by',
  },
  badAmount: {
    issue: 'value',
    vi: 'Số tiền phải là số đồng nguyên, lớn hơn 0.',
    en: 'amount must be a positive whole number of đồng',
  },
  noBankAccount: {
    issue: 'not-supported',
    vi: 'Cơ sở chưa khai báo tài khoản ngân hàng nhận tiền.',
    en: 'the site has no bank account',
  },
  badBankAccount: {
    issue: 'value',
    vi: 'Mã ngân hàng phải có 6 chữ số; số tài khoản tối đa 19 chữ số hoặc chữ cái.',
    en: 'BIN or account number cannot be written into a VietQR',
  },
  purposeUnwritable: {
    issue: 'value',
    vi: 'Nội dung chuyển khoản chỉ gồm chữ không dấu, chữ số và dấu cách, tối đa 25 ký tự.',
    en: 'text must be ASCII and at most 25 characters',
  },
  notAReceipt: {
    issue: 'business-rule',
    vi: 'Đây chưa phải phiếu thu: khoản này chưa được thu.',
    en: 'Invoice is not balanced',
  },
  reasonNeeded: { issue: 'required', vi: 'Cần ghi lý do (ít nhất 5 chữ).', en: 'reason is missing or too short' },
  keyNeeded: { issue: 'required', vi: 'Cần khóa yêu cầu, tối đa 100 ký tự.', en: 'key is empty or too long' },
  visitOver: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc hoặc đã hủy, không nhận tạm ứng nữa.',
    en: 'no deposit for a visit that is over',
  },
  notRefundable: {
    issue: 'business-rule',
    vi: 'Chỉ hoàn tiền theo phiếu thu hoặc phiếu tạm ứng đã thu.',
    en: 'Invoice is no receipt or deposit that was paid',
  },
  refundTooHigh: {
    issue: 'business-rule',
    vi: 'Số tiền hoàn {given} lớn hơn số được hoàn {most}.',
    en: 'refund is above what was paid too much',
  },
  cancelAsked: {
    issue: 'duplicate',
    vi: 'Phiếu này đã có yêu cầu hủy đang chờ duyệt.',
    en: 'a request to cancel this receipt waits already',
  },
  hasRefund: {
    issue: 'business-rule',
    vi: 'Phiếu đã hoàn tiền thì không hủy được.',
    en: 'money of this receipt was refunded',
  },
  shiftClosed: {
    issue: 'business-rule',
    vi: 'Ca thu của phiếu này đã đóng; hãy hoàn tiền thay vì hủy phiếu.',
    en: 'the shift that took this money is closed',
  },
  notACancelRequest: {
    issue: 'business-rule',
    vi: 'Việc này không phải yêu cầu hủy phiếu đang chờ duyệt.',
    en: 'Task is no waiting request to cancel a receipt',
  },
  samePerson: {
    issue: 'business-rule',
    vi: 'Người duyệt hủy phiếu phải khác người yêu cầu.',
    en: 'requester and approver are the same person',
  },
  shiftOpen: {
    issue: 'conflict',
    vi: 'Bạn đang có ca thu mở từ {since}.',
    en: 'this cashier has an open shift',
  },
  noShift: { issue: 'business-rule', vi: 'Bạn chưa mở ca thu.', en: 'this cashier has no open shift' },
  badDenomination: {
    issue: 'value',
    vi: 'Không có tờ {denomination} đồng, hoặc số tờ không hợp lệ, hoặc mệnh giá bị lặp.',
    en: 'no such banknote, bad number of pieces, or a denomination given twice',
  },
  differenceUnexplained: {
    issue: 'required',
    vi: 'Tiền đếm lệch {difference}: cần ghi lý do trước khi đóng ca.',
    en: 'count differs from the expected cash and no note was given',
  },
  notAParkedTransfer: {
    issue: 'business-rule',
    vi: 'Việc này không phải khoản tiền chuyển khoản đang chờ xử lý.',
    en: 'Task is no transfer that waits for a person',
  },
  unknownVisit: {
    issue: 'value',
    vi: 'Cần chỉ đúng một lượt khám.',
    en: 'encounter must be a literal Encounter reference',
  },
  noticeUnreadable: {
    issue: 'structure',
    vi: 'Thông báo của ngân hàng thiếu hoặc sai mục “{field}”.',
    en: 'the bank notice lacks {field}, or it cannot be read',
  },
  statementTooLarge: {
    issue: 'too-long',
    vi: 'Tệp sao kê lớn hơn 2 MB hoặc quá 5.000 dòng. Hãy tải sao kê theo từng tuần.',
    en: 'a statement may have 2 MB and 5000 rows',
  },
  statementUnreadable: {
    issue: 'structure',
    vi: 'Chưa đọc được tệp sao kê: {why}.',
    en: 'the file is no bank statement that is known here',
  },
  statementOtherAccount: {
    issue: 'business-rule',
    vi: 'Sao kê của tài khoản {account}, không phải tài khoản của cơ sở ({own}).',
    en: 'the statement is of another account',
  },
  rowUnreadable: {
    issue: 'value',
    vi: 'Thiếu hoặc sai mục “{field}”.',
    en: 'the row lacks {field}, or it cannot be read',
  },
  rowTwice: {
    issue: 'duplicate',
    vi: 'Số tham chiếu {reference} có ở hai dòng trong tệp.',
    en: 'the reference stands in two rows of the file',
  },
  rowOtherDay: {
    issue: 'duplicate',
    vi: 'Số tham chiếu {reference} đã có ở ngày {day}: ngân hàng dùng lại số, cần người xem.',
    en: 'the bank used the reference again on another day',
  },
  notAwaitingBank: {
    issue: 'business-rule',
    vi: 'Phiếu này không phải phiếu thu chuyển khoản đang thiếu tiền ở ngân hàng.',
    en: 'Invoice is no receipt by transfer without money at the bank',
  },
  amountsDiffer: {
    issue: 'business-rule',
    vi: 'Tiền về {given} khác số tiền trên phiếu {asked}: không ghép được.',
    en: 'money and receipt differ in amount',
  },
  onlyExplained: {
    issue: 'business-rule',
    vi: 'Tiền này đã vào sổ một lần: chỉ ghi lý do lệch, không gán lại.',
    en: 'money that is booked already can only be explained',
  },
  onlyOneTarget: {
    issue: 'business-rule',
    vi: 'Chỉ chọn một: lượt khám hoặc phiếu thu.',
    en: 'money belongs to a visit or pays a receipt, not both',
  },
  ownReceipt: {
    issue: 'business-rule',
    vi: 'Phiếu do chính bạn lập: cần người khác giải thích vì sao chưa thấy tiền.',
    en: 'who wrote the receipt does not explain it away alone',
  },
  badDate: { issue: 'value', vi: 'Ngày phải ghi đủ ngày, tháng, năm.', en: 'date must be a full calendar date' },
  shiftNotClosed: {
    issue: 'business-rule',
    vi: 'Ca thu chưa đóng: đếm tiền và đóng ca rồi mới in biên bản.',
    en: 'the paper of a shift is printed after its count',
  },
});
