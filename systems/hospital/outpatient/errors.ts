import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the exam room. */
export const errors = defineErrors('outpatient', {
  visitClosed: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc hoặc đã hủy, không ghi thêm được.',
    en: 'Encounter is finished, cancelled or entered in error',
  },
  nothingMeasured: { issue: 'required', vi: 'Chưa có chỉ số sinh hiệu nào.', en: 'no vital sign given' },
  implausibleVital: {
    issue: 'value',
    vi: '{name}: {value} {unit} không thể có. Hãy đo hoặc nhập lại.',
    en: 'vital sign outside what is physically plausible',
  },
  pressureIncomplete: {
    issue: 'required',
    vi: 'Huyết áp cần cả số trên và số dưới.',
    en: 'blood pressure needs systolic and diastolic',
  },
  pressureReversed: {
    issue: 'value',
    vi: 'Huyết áp tâm thu phải lớn hơn huyết áp tâm trương.',
    en: 'systolic must be above diastolic',
  },
  measuredInFuture: { issue: 'value', vi: 'Giờ đo ở tương lai.', en: 'measuredAt lies in the future' },
  measuredBeforeVisit: {
    issue: 'value',
    vi: 'Giờ đo trước khi người bệnh đến.',
    en: 'measuredAt lies before Encounter.period.start',
  },
  nothingRecorded: { issue: 'required', vi: 'Chưa có nội dung khám nào.', en: 'no part of an examination given' },
  formUnknown: {
    issue: 'value',
    vi: 'Biểu mẫu này không có trong danh mục hoặc đã ngừng dùng.',
    en: 'Questionnaire is not in the record or is retired',
  },
  formChanged: {
    issue: 'conflict',
    vi: 'Phiếu này vừa có người khác ghi. Tải bản mới rồi lưu lại.',
    en: 'another response of this form was saved meanwhile',
  },
  formOfOtherVisit: {
    issue: 'business-rule',
    vi: 'Phiếu thuộc lượt khám khác hoặc là phiếu khám bệnh, không ghi ở đây được.',
    en: 'response belongs to another visit, or is the examination form',
  },
  formCompleted: {
    issue: 'business-rule',
    vi: 'Phiếu đã hoàn thành, chỉ sửa được bằng một bản hoàn thành mới.',
    en: 'a completed response cannot go back to in-progress',
  },
  formEmpty: { issue: 'required', vi: 'Phiếu chưa có câu trả lời nào.', en: 'response without any answer' },
  codeNotInForce: {
    issue: 'code-invalid',
    vi: 'Mã bệnh {code} không có trong danh mục ICD-10 ngày {date}.',
    en: 'ICD-10 code is not in force on this day',
  },
  notPrimary: {
    issue: 'business-rule',
    vi: 'Mã {code} không được dùng làm bệnh chính.',
    en: 'code is flagged notPrimary',
  },
  causeOfDeathOnly: {
    issue: 'business-rule',
    vi: 'Mã {code} chỉ dùng ghi nguyên nhân tử vong.',
    en: 'code is flagged causeOfDeathOnly',
  },
  diagnosisTwice: { issue: 'duplicate', vi: 'Mã {code} được ghi hai lần.', en: 'the same code twice in one visit' },
  mainRequired: {
    issue: 'required',
    vi: 'Ghi bệnh kèm theo thì phải có bệnh chính.',
    en: 'secondary diagnoses without a main one',
  },
  noConclusion: { issue: 'required', vi: 'Chưa có kết luận khám.', en: 'no examination with a conclusion' },
  noMainDiagnosis: {
    issue: 'required',
    vi: 'Chưa có chẩn đoán bệnh chính theo ICD-10.',
    en: 'no DD diagnosis of rank 1 with an ICD-10 code',
  },
  openOrder: {
    issue: 'business-rule',
    vi: 'Chỉ định “{name}” chưa xong. Hãy chờ kết quả hoặc hủy chỉ định.',
    en: 'order is still open',
  },
  draftPrescription: {
    issue: 'business-rule',
    vi: 'Thuốc “{name}” còn là đơn nháp, chưa ký.',
    en: 'MedicationRequest is a draft',
  },
  noReferral: {
    issue: 'business-rule',
    vi: 'Kết thúc là chuyển cơ sở nhưng chưa có phiếu chuyển.',
    en: 'disposition {code} needs a referral of this encounter',
  },
  outcomeMissing: { issue: 'required', vi: 'Chưa chọn kết quả điều trị.', en: 'treatment outcome is missing' },
  unknownOutcome: {
    issue: 'code-invalid',
    vi: 'Mã kết quả điều trị {code} không có trong danh mục.',
    en: 'outcome is not in KET_QUA_DTRI',
  },
  dispositionMissing: { issue: 'required', vi: 'Chưa chọn cách ra về.', en: 'discharge disposition is missing' },
  unknownDisposition: {
    issue: 'code-invalid',
    vi: 'Mã loại ra viện {code} không có trong danh mục.',
    en: 'disposition is not in MA_LOAI_RV',
  },
});

/** Things to look at twice; they stop nothing. */
export const notices = defineErrors('outpatient', {
  vitalHigh: {
    issue: 'business-rule',
    severity: 'warning',
    vi: '{name} cao: {value} {unit}.',
    en: 'vital sign above the alert limit of adults',
  },
  vitalLow: {
    issue: 'business-rule',
    severity: 'warning',
    vi: '{name} thấp: {value} {unit}.',
    en: 'vital sign below the alert limit of adults',
  },
  discouragedPrimary: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Mã {code} không nên dùng làm bệnh chính.',
    en: 'code is flagged discouragedPrimary',
  },
  moreSpecificExists: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Có mã chi tiết hơn {code}.',
    en: 'code is flagged moreSpecificExists',
  },
  sexMismatch: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Mã {code} không hợp với giới tính người bệnh.',
    en: 'code is for the other sex only',
  },
  asteriskMissing: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Mã {code} (†) cần kèm mã biểu hiện (*).',
    en: 'dagger code without an asterisk code',
  },
  daggerMissing: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Mã {code} (*) cần kèm mã căn nguyên (†).',
    en: 'asterisk code without a dagger code',
  },
});
