import { defineErrors } from '@lienmach/outcome';

/** Every refusal of quality control. */
export const errors = defineErrors('lab-quality', {
  nothingMeasured: { issue: 'required', vi: 'Chưa nhập giá trị nội kiểm nào.', en: 'no control value was given' },
  notANumber: {
    issue: 'value',
    vi: 'Giá trị “{text}” không đọc được. Gõ một số, ví dụ 5,4.',
    en: 'control value is no decimal number',
  },
  unknownLot: {
    issue: 'not-found',
    vi: 'Chưa khai báo lô {lot}, mức {level}.',
    en: 'no control lot with this lot and level',
  },
  noTarget: {
    issue: 'business-rule',
    vi: 'Lô {lot}, mức {level} chưa có đích của {indicator} trên máy này, hoặc đã hết hạn.',
    en: 'control lot has no target for instrument and indicator on this day',
  },
  pointTaken: {
    issue: 'conflict',
    vi: 'Giờ này đã có giá trị nội kiểm khác của {indicator}, mức {level}.',
    en: 'another value is recorded for the same lot, level, indicator and time',
  },
  measuredInFuture: {
    issue: 'business-rule',
    vi: 'Giờ chạy nội kiểm không được sau giờ hiện tại.',
    en: 'time of the control lies in the future',
  },
  badTarget: {
    issue: 'value',
    vi: 'Đích của {indicator} cần trung bình và SD lớn hơn 0.',
    en: 'target needs a mean and a standard deviation above zero',
  },
  lotExpired: { issue: 'business-rule', vi: 'Lô này đã hết hạn.', en: 'expiry lies in the past' },
  lotTwice: {
    issue: 'business-rule',
    vi: '{indicator} mức {level} đang dùng lô {lot}. Khai báo lô mới chạy song song rồi chuyển lô.',
    en: 'another lot of this level is in use for instrument and indicator',
  },
  notParallel: {
    issue: 'business-rule',
    vi: 'Lô này không có chỉ số nào đang chạy song song trên máy này.',
    en: 'lot has no parallel target on this instrument',
  },
  tooFewPoints: {
    issue: 'business-rule',
    vi: '{indicator}: mới có {count} lần chạy song song, cần ít nhất {least}.',
    en: 'too few parallel measurements to switch the lot',
  },
  notAHold: {
    issue: 'business-rule',
    vi: 'Đây không phải lệnh giữ kết quả.',
    en: 'DetectedIssue is no laboratory hold',
  },
  holdClosed: { issue: 'conflict', vi: 'Lệnh giữ này đã được gỡ.', en: 'the hold was closed before' },
  actionMissing: {
    issue: 'required',
    vi: 'Cần ghi đã khắc phục thế nào (ít nhất 10 chữ cái).',
    en: 'corrective action is missing or too short',
  },
  controlStillOut: {
    issue: 'business-rule',
    vi: 'Chưa có nội kiểm đạt sau lần hỏng ở mức {levels}. Chạy lại nội kiểm rồi gỡ.',
    en: 'no good control since the failure',
  },
  badLimit: { issue: 'value', vi: 'Số dòng phải từ 1 đến 500.', en: 'limit must be 1 to 500' },
  badCursor: { issue: 'value', vi: 'Trang này không còn. Mở lại danh sách.', en: 'cursor is not one of this list' },
  badRange: { issue: 'value', vi: 'Xem từ 1 đến 366 ngày.', en: 'days must be 1 to 366' },
  causeRemains: {
    issue: 'business-rule',
    vi: 'Nguyên nhân vẫn còn: {what}.',
    en: 'what the hold is about is still due or expired',
  },
  unknownInstrument: { issue: 'not-found', vi: 'Chưa khai báo máy {code}.', en: 'no Device with this instrument code' },
  badInstrument: {
    issue: 'value',
    vi: 'Mã máy gồm chữ, số, chấm, gạch, tối đa 40 ký tự.',
    en: 'instrument code must be letters, digits, dot, dash or underscore, at most 40',
  },
  badPlan: {
    issue: 'value',
    vi: 'Kế hoạch “{title}” cần chu kỳ từ 1 đến 3.660 ngày; hiệu chuẩn cần nêu chỉ số.',
    en: 'plan needs a period of 1 to 3660 days, calibration needs indicators',
  },
  unknownPlan: {
    issue: 'not-found',
    vi: 'Máy này không có kế hoạch “{title}”; việc ngoài kế hoạch cần ghi tên việc.',
    en: 'instrument has no plan with this title, and no other work is named',
  },
  badQuantity: {
    issue: 'value',
    vi: 'Số lượng phải lớn hơn 0 và không quá số còn lại.',
    en: 'quantity must be above zero and at most what is left',
  },
  notAReagent: { issue: 'business-rule', vi: 'Đây không phải lô hóa chất.', en: 'Substance is no lot of reagent' },
  unknownAct: { issue: 'code-invalid', vi: 'Chỉ nhận mở, dùng hoặc bỏ.', en: 'act must be open, use or discard' },
  roundConcluded: {
    issue: 'conflict',
    vi: 'Mẫu ngoại kiểm này đã có kết luận.',
    en: 'the external sample was concluded before',
  },
  notARound: { issue: 'business-rule', vi: 'Đây không phải mẫu ngoại kiểm.', en: 'Observation is no external sample' },
  badDay: { issue: 'value', vi: 'Ngày viết yyyy-MM-dd.', en: 'date must be yyyy-MM-dd' },
  byRoomOnly: {
    issue: 'forbidden',
    vi: 'Lệnh giữ kết quả chỉ được mở và gỡ trong phòng Nội kiểm.',
    en: 'laboratory holds are changed by verbs and reactions of lab-quality only',
  },
});
