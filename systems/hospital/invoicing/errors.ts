import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('invoicing', {
  notConfigured: {
    issue: 'not-supported',
    vi: 'Cơ sở chưa khai báo việc lập hóa đơn điện tử.',
    en: 'the site file says nothing about invoicing',
  },
  noProvider: {
    issue: 'not-supported',
    vi: 'Cơ sở chưa khai báo nhà cung cấp hóa đơn, hoặc thiếu khóa “key” của dịch vụ này.',
    en: 'the site has no service of kind invoice-provider with a secret called key',
  },
  codeToCome: {
    issue: 'transient',
    vi: 'Nhà cung cấp chưa có mã cho hóa đơn này.',
    en: 'the provider has the invoice; its code is still to come',
  },
  badSeries: {
    issue: 'value',
    vi: 'Hai ký tự riêng của ký hiệu hóa đơn phải là chữ cái in hoa.',
    en: 'series must be two capital letters',
  },
  noForm: {
    issue: 'not-supported',
    vi: 'Không có mẫu hóa đơn nào áp dụng cho ngày {day}.',
    en: 'no invoice form is in force on {day}',
  },
  badTaxNumber: {
    issue: 'value',
    vi: 'Mã số thuế sai: cần 10 chữ số đúng số kiểm tra, hoặc thêm 3 chữ số của đơn vị phụ thuộc.',
    en: 'tax number is malformed or its check digit is wrong',
  },
  oneNumber: {
    issue: 'business-rule',
    vi: 'Chỉ ghi một trong hai: mã số thuế hoặc số định danh cá nhân.',
    en: 'either a tax number or a personal number',
  },
  buyerNameNeeded: {
    issue: 'required',
    vi: 'Có mã số thuế hoặc số định danh thì phải ghi tên người mua.',
    en: 'a buyer with a number needs a name',
  },
  buyerTooLong: { issue: 'value', vi: 'Mục này dài tối đa {most} ký tự.', en: 'longer than {most} characters' },
  badEmail: { issue: 'value', vi: 'Địa chỉ thư điện tử không đúng.', en: 'e-mail address is malformed' },
  keyNeeded: {
    issue: 'required',
    vi: 'Cần khóa yêu cầu: chữ không dấu, chữ số, dấu gạch nối, tối đa 60 ký tự.',
    en: 'key must be 1 to 60 letters, figures or hyphens',
  },
  reasonNeeded: { issue: 'required', vi: 'Cần ghi lý do (ít nhất 5 chữ).', en: 'reason is missing or too short' },
  nothingPaid: {
    issue: 'business-rule',
    vi: 'Người bệnh chưa trả khoản nào của lượt này; phần bảo hiểm chi trả không có hóa đơn cá nhân.',
    en: 'no paper of the counter belongs to this visit',
  },
  depositOnly: {
    issue: 'business-rule',
    vi: 'Lượt này mới có tạm ứng, hoặc đã hoàn hết. Hóa đơn lập khi quyết toán.',
    en: 'only deposits that are not settled, or nothing is left after refunds',
  },
  alreadyInvoiced: {
    issue: 'conflict',
    vi: 'Phiếu {receipt} đã có trong hóa đơn {invoice}.',
    en: 'the receipt is in an electronic invoice already',
  },
  unknownReceipt: {
    issue: 'not-found',
    vi: 'Phiếu này không phải phiếu đã thu của lượt khám.',
    en: 'receipt does not belong to this visit or is not balanced',
  },
  badDate: { issue: 'value', vi: 'Ngày phải ghi đủ ngày, tháng, năm.', en: 'date must be a full calendar date' },
  dayToCome: { issue: 'business-rule', vi: 'Ngày {day} chưa đến.', en: 'the day lies ahead' },
  notAnEInvoice: {
    issue: 'business-rule',
    vi: 'Đây không phải hóa đơn điện tử.',
    en: 'Invoice is no electronic invoice',
  },
  notIssuedYet: {
    issue: 'business-rule',
    vi: 'Hóa đơn chưa được cấp mã nên chưa điều chỉnh hay thay thế được.',
    en: 'only an issued invoice is adjusted or replaced',
  },
  replacedAlready: {
    issue: 'conflict',
    vi: 'Hóa đơn này đã có hóa đơn thay thế; hãy sửa trên hóa đơn thay thế.',
    en: 'the invoice was replaced; correct its successor',
  },
  sameWayAsFirst: {
    issue: 'business-rule',
    vi: 'Lần đầu đã {way} thì các lần sau cũng phải {way}.',
    en: 'later corrections go the same way as the first',
  },
  correctTheOriginal: {
    issue: 'business-rule',
    vi: 'Hóa đơn điều chỉnh không sửa trực tiếp: hãy điều chỉnh tiếp hóa đơn gốc.',
    en: 'an adjustment is corrected on its original',
  },
  notACorrection: {
    issue: 'business-rule',
    vi: 'Phiếu {number} không làm thay đổi hóa đơn này, hoặc đã được điều chỉnh rồi.',
    en: 'the paper changes nothing of this invoice',
  },
  otherInvoice: {
    issue: 'business-rule',
    vi: 'Phiếu {number} thuộc hóa đơn khác.',
    en: 'the paper gives back money of another invoice',
  },
  nothingToCorrect: {
    issue: 'business-rule',
    vi: 'Các phiếu này cộng lại không làm thay đổi số tiền.',
    en: 'the papers change nothing in sum',
  },
  belowZero: {
    issue: 'business-rule',
    vi: 'Số tiền còn lại không được nhỏ hơn 0.',
    en: 'what is left would be below zero',
  },
  nothingToNotify: {
    issue: 'required',
    vi: 'Cần ghi tên hoặc địa chỉ đúng của người mua.',
    en: 'name or address is needed',
  },
  providerAway: {
    issue: 'transient',
    vi: 'Chưa gửi được: {reason} Hãy làm lại sau, không lập thêm.',
    en: 'the provider did not answer; the same request may be repeated',
  },
  refusedByProvider: {
    issue: 'business-rule',
    vi: 'Nhà cung cấp từ chối: {reason}',
    en: 'the provider refused',
  },
  notParked: {
    issue: 'business-rule',
    vi: 'Hóa đơn này không chờ người xử lý.',
    en: 'only a parked invoice is sent again or withdrawn by hand',
  },
  providerHasIt: {
    issue: 'business-rule',
    vi: 'Nhà cung cấp đã nhận hóa đơn này: không bỏ được. Hãy gửi lại để hỏi kết quả.',
    en: 'the provider has this invoice; withdrawing would invoice its receipts twice',
  },
  noticeUnreadable: {
    issue: 'structure',
    vi: 'Không đọc được thông báo của nhà cung cấp hóa đơn.',
    en: 'the notice of the provider lacks something or has another shape',
  },
  noticeMismatch: {
    issue: 'business-rule',
    vi: 'Thông báo nói về hóa đơn khác hoặc số tiền khác.',
    en: 'key or total differ from ours',
  },
  badAmount: {
    issue: 'value',
    vi: 'Số tiền phải là số đồng nguyên, khác 0.',
    en: 'amount must be a whole number of đồng and not zero',
  },
  minutesNeeded: {
    issue: 'required',
    vi: 'Cần số biên bản quyết toán (06/BH), tối đa 60 ký tự.',
    en: 'number of the minutes is missing or too long',
  },
  minutesDiffer: {
    issue: 'conflict',
    vi: 'Đã có hóa đơn của biên bản {minutes} với số tiền {amount} đ. Kiểm lại số biên bản và số tiền.',
    en: 'these minutes, or minutes of a like number, were invoiced with another amount or number',
  },
});
