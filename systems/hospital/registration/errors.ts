import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the reception desk. */
export const errors = defineErrors('registration', {
  patientInactive: {
    issue: 'business-rule',
    vi: 'Hồ sơ người bệnh đã ngừng dùng hoặc đã gộp.',
    en: 'patient record is not active',
  },
  unknownRoom: { issue: 'value', vi: 'Không có phòng khám này.', en: 'no exam room with this id in the site file' },
  roomHasNoExam: {
    issue: 'business-rule',
    vi: 'Phòng này chưa khai dịch vụ khám.',
    en: 'the exam room names no examService',
  },
  reasonRequired: { issue: 'required', vi: 'Cần ghi lý do đến khám.', en: 'reason is empty' },
  unknownPriority: {
    issue: 'value',
    vi: 'Không có mức ưu tiên “{code}”: chọn thường, ưu tiên hoặc cấp cứu.',
    en: 'priority is none of routine, priority, emergency',
  },
  visitAlreadyOpen: {
    issue: 'conflict',
    vi: 'Người bệnh đang có lượt khám chưa kết thúc ở phòng này hôm nay (số {ticket}).',
    en: 'an open visit in the same room on the same day',
  },
  cardNotYetValid: {
    issue: 'business-rule',
    vi: 'Thẻ BHYT chưa có giá trị: bắt đầu từ {from}.',
    en: 'visit day lies before Coverage.period.start',
  },
  cardExpired: {
    issue: 'business-rule',
    vi: 'Thẻ BHYT đã hết hạn từ {to}.',
    en: 'visit day lies after Coverage.period.end',
  },
  cardPeriodReversed: {
    issue: 'value',
    vi: 'Ngày bắt đầu của thẻ sau ngày kết thúc.',
    en: 'card period ends before it starts',
  },
  cardOfAnotherPerson: {
    issue: 'business-rule',
    vi: 'Thẻ BHYT mang {part} khác với người bệnh: {onCard}.',
    en: 'card names another person',
  },
  cardNumbersDiffer: {
    issue: 'conflict',
    vi: 'Mã thẻ nhập tay và mã thẻ quét không phải của cùng một thẻ.',
    en: 'typed and scanned card numbers disagree',
  },
  cardMissing: {
    issue: 'required',
    vi: 'Cần quét thẻ hoặc nhập mã thẻ BHYT.',
    en: 'card has neither scan nor number',
  },
  notACard: { issue: 'value', vi: 'Mã vừa quét không phải thẻ BHYT.', en: 'scan is no insurance card or number' },
  entitlementUnclear: {
    issue: 'business-rule',
    vi: 'Chưa xác định được trường hợp đến khám (đúng nơi đăng ký, chuyển tuyến, tự đến…). Hãy chọn mã.',
    en: 'facility standing is not enough to decide MA_DOITUONG_KCB; give entitlement',
  },
  unknownEntitlement: {
    issue: 'code-invalid',
    vi: 'Mã đối tượng đến khám {code} không có trong danh mục.',
    en: 'entitlement is not in the list of MA_DOITUONG_KCB',
  },
  priceNotInForce: {
    issue: 'business-rule',
    vi: 'Dịch vụ khám {code} không có giá có hiệu lực ngày {date}.',
    en: 'no price in force for the exam service on the visit day',
  },
  noNumber: {
    issue: 'business-rule',
    vi: 'Lượt khám này không có số thứ tự để in.',
    en: 'the encounter carries no queue number',
  },
  queueFull: { issue: 'transient', vi: 'Chưa lấy được số thứ tự, hãy thử lại.', en: 'no free queue number' },
});

/** Things to look at twice; they stop nothing. */
export const notices = defineErrors('registration', {
  cardUnverified: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Thẻ BHYT chưa có ngày giá trị: cần tra cổng BHXH.',
    en: 'card carries no validity dates yet',
  },
  cardGroupUnknown: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Mã thẻ chưa đủ 15 ký tự: cần tra cổng BHXH để biết nhóm và mức hưởng.',
    en: 'card number shows neither group nor benefit digit',
  },
  cardNameFolded: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Họ tên trên thẻ ({onCard}) khác dấu với hồ sơ.',
    en: 'names are equal only without accents',
  },
  cardBirthSwapped: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Ngày và tháng sinh trên thẻ ({onCard}) đảo so với hồ sơ.',
    en: 'day and month of birth are exchanged',
  },
  cardExpiresSoon: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Thẻ BHYT sắp hết hạn: {to}.',
    en: 'card ends within seven days',
  },
});
