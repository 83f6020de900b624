import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the national floor: texts that cannot be what they claim to be. */
export const errors = defineErrors('core', {
  notADecimal: { issue: 'value', vi: 'Không phải là số thập phân hợp lệ.', en: 'not a decimal number' },
  tooPrecise: {
    issue: 'value',
    vi: 'Số có quá {places} chữ số thập phân.',
    en: 'more than {places} decimal places',
  },
  numberTooLarge: { issue: 'value', vi: 'Số quá lớn.', en: 'number has too many digits' },
  notDong: { issue: 'value', vi: 'Số tiền phải ghi bằng đồng Việt Nam (VND).', en: 'Money.currency must be VND' },
  notADate: { issue: 'value', vi: 'Ngày “{value}” không có thật hoặc sai dạng.', en: 'not a calendar date' },
  notAnInstant: { issue: 'value', vi: 'Thời điểm “{value}” sai dạng.', en: 'not a date-time' },
  nameEmpty: { issue: 'required', vi: 'Thiếu họ và tên.', en: 'person name is empty' },
  nameUnreadable: {
    issue: 'value',
    vi: 'Họ tên có ký tự không dùng trong tên người.',
    en: 'person name holds control characters or digits, or is too long',
  },
  chargeUnreadable: {
    issue: 'invariant',
    vi: 'Dòng chi phí thiếu hoặc sai phần “{part}”.',
    en: 'ChargeItem lacks or breaks {part}',
  },
  priceMissing: {
    issue: 'business-rule',
    vi: 'Dịch vụ {code} chưa có giá ở ngày này.',
    en: 'concept has no price property on this day',
  },
  scanEmpty: { issue: 'required', vi: 'Chưa quét được gì.', en: 'scan text is empty' },
  scanTooLong: { issue: 'too-long', vi: 'Chuỗi quét quá dài.', en: 'scan text is longer than a card code can be' },
  scanUnknown: {
    issue: 'value',
    vi: 'Không nhận ra mã vừa quét. Hãy quét lại hoặc nhập bằng tay.',
    en: 'scan text has no known shape',
  },
  identityQrUnreadable: {
    issue: 'value',
    vi: 'Mã QR thẻ căn cước sai hoặc bị cắt: phần “{part}”.',
    en: 'identity-card QR is broken at {part}',
  },
  insuranceQrUnreadable: {
    issue: 'value',
    vi: 'Mã QR thẻ BHYT sai hoặc bị cắt: phần “{part}”.',
    en: 'insurance-card QR is broken at {part}',
  },
  notAPersonalNumber: {
    issue: 'value',
    vi: 'Số định danh cá nhân phải có đúng 12 chữ số.',
    en: 'personal number must be 12 digits of a known shape',
  },
  notAnInsuranceNumber: {
    issue: 'value',
    vi: 'Mã thẻ BHYT phải là 10 số, 12 số, hoặc 2 chữ cái và 13 số.',
    en: 'insurance number has none of its three forms',
  },
  notAPatientNumber: {
    issue: 'value',
    vi: 'Mã bệnh nhân sai. Hãy xem lại từng ký tự.',
    en: 'patient number has an unknown shape or a wrong check sign',
  },
  notAPracticeLicence: {
    issue: 'value',
    vi: 'Số giấy phép hành nghề sai dạng (ví dụ đúng: 001234/ABC-GPHN).',
    en: 'practice licence number has an unknown shape',
  },
  notAFacilityCode: {
    issue: 'value',
    vi: 'Mã cơ sở khám chữa bệnh phải có 5 ký tự: 2 chữ số và 3 chữ số hoặc chữ cái.',
    en: 'facility code must be 2 digits and 3 digits or letters',
  },
  noRetentionRule: {
    issue: 'not-supported',
    vi: 'Chưa có quy định thời hạn lưu trữ cho ngày này.',
    en: 'no retention rule holds on that day',
  },
});
