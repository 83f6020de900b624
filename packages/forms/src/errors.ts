import { defineErrors } from '@lienmach/outcome';

/** What can be wrong with a form, and with what was filled in. */
export const errors = defineErrors('forms', {
  tooLarge: { issue: 'too-costly', vi: 'Biểu mẫu quá lớn: {what}.', en: 'questionnaire exceeds the limit of {what}' },
  linkIdMissing: { issue: 'required', vi: 'Có mục trong biểu mẫu thiếu mã (linkId).', en: 'item without linkId' },
  linkIdTwice: { issue: 'duplicate', vi: 'Mã mục {linkId} dùng hai lần trong biểu mẫu.', en: 'linkId is not unique' },
  unknownType: { issue: 'value', vi: 'Mục {linkId} có kiểu {type} không dùng được.', en: 'unknown item type' },
  optionsMissing: {
    issue: 'required',
    vi: 'Mục {linkId} là câu chọn nhưng không có lựa chọn nào.',
    en: 'choice without answerOption or answerValueSet',
  },
  unknownQuestion: {
    issue: 'value',
    vi: 'Mục {linkId} hiện theo câu {question}, mà câu ấy không có trong biểu mẫu.',
    en: 'enableWhen.question is not in the questionnaire',
  },
  cycle: {
    issue: 'invariant',
    vi: 'Điều kiện hiện của mục {linkId} phụ thuộc vào chính nó.',
    en: 'enableWhen depends on itself',
  },
  expressionUnreadable: {
    issue: 'invalid',
    vi: 'Công thức của mục {linkId} không đọc được.',
    en: 'expression cannot be read',
  },
  expressionUnsupported: {
    issue: 'not-supported',
    vi: 'Công thức của mục {linkId} dùng {what}, ở đây không hỗ trợ.',
    en: 'expression uses what this house does not evaluate: {what}',
  },
  unsafePattern: {
    issue: 'invalid',
    vi: 'Mẫu ký tự của mục {linkId} không dùng được.',
    en: 'regular expression is unreadable or could take for ever',
  },
  otherForm: { issue: 'value', vi: 'Phiếu trả lời thuộc biểu mẫu khác.', en: 'response is of another questionnaire' },
  unknownItem: {
    issue: 'value',
    vi: 'Câu {linkId} không có trong biểu mẫu.',
    en: 'linkId is not in the questionnaire here',
  },
  hiddenAnswered: {
    issue: 'business-rule',
    vi: '{name}: câu này đang ẩn, không nhận trả lời.',
    en: 'answer to a question that is not enabled',
  },
  wrongType: {
    issue: 'value',
    vi: '{name}: kiểu trả lời không đúng.',
    en: 'answer has another type than its question',
  },
  required: { issue: 'required', vi: '{name}: chưa trả lời.', en: 'required question without answer' },
  tooFew: { issue: 'required', vi: '{name}: cần ít nhất {min}.', en: 'fewer answers than minOccurs' },
  tooMany: { issue: 'value', vi: '{name}: nhiều nhất {max}.', en: 'more answers than allowed' },
  tooSmall: { issue: 'value', vi: '{name}: không nhỏ hơn {min}.', en: 'below minValue' },
  tooBig: { issue: 'value', vi: '{name}: không lớn hơn {max}.', en: 'above maxValue' },
  tooLong: { issue: 'value', vi: '{name}: dài quá {max} ký tự.', en: 'longer than maxLength' },
  tooShort: { issue: 'value', vi: '{name}: cần ít nhất {min} ký tự.', en: 'shorter than minLength' },
  wrongPattern: { issue: 'value', vi: '{name}: chưa đúng dạng {format}.', en: 'does not match regex' },
  tooManyDecimals: {
    issue: 'value',
    vi: '{name}: nhiều nhất {max} số sau dấu phẩy.',
    en: 'more decimal places than maxDecimalPlaces',
  },
  notAnOption: { issue: 'code-invalid', vi: '{name}: không có trong các lựa chọn.', en: 'answer is not an option' },
  exclusive: {
    issue: 'business-rule',
    vi: '{name}: “{option}” không đi cùng lựa chọn khác.',
    en: 'exclusive option beside another one',
  },
  wrongUnit: { issue: 'value', vi: '{name}: đơn vị không đúng.', en: 'unit is not among the units of the question' },
  badDate: { issue: 'value', vi: '{name}: ngày giờ không có thật.', en: 'date or time does not exist' },
  fileTooLarge: { issue: 'too-long', vi: '{name}: tệp lớn quá {max} kB.', en: 'attachment above maxSize' },
});
