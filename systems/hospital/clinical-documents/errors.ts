import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('clinical-documents', {
  unknownKind: {
    issue: 'value',
    vi: 'Không có loại tài liệu này: chọn tóm tắt lượt khám, tóm tắt ra viện, giấy chuyển cơ sở hoặc phiếu kết quả xét nghiệm.',
    en: 'kind must be visit-summary, discharge-summary, referral or laboratory-report',
  },
  notFinished: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa kết thúc: bản tóm tắt lập sau khi kết thúc khám.',
    en: 'Encounter.status must be finished, is {status}',
  },
  notAStay: {
    issue: 'business-rule',
    vi: 'Tóm tắt ra viện chỉ lập cho đợt nội trú; với lượt ngoại trú hãy lập tóm tắt lượt khám.',
    en: 'Encounter.class must be IMP or ACUTE for a discharge summary',
  },
  noReferral: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa có phiếu chuyển cơ sở còn hiệu lực.',
    en: 'no final referral Composition of this encounter',
  },
  noResults: {
    issue: 'business-rule',
    vi: 'Chưa có kết quả xét nghiệm nào được duyệt trong lượt khám này.',
    en: 'no released DiagnosticReport of this encounter',
  },
  noContent: {
    issue: 'required',
    vi: 'Chưa chọn tệp tài liệu.',
    en: 'a Binary with data is needed',
  },
  patientUnknown: {
    issue: 'not-found',
    vi: 'Không tìm thấy người bệnh mà tài liệu nhắc tới.',
    en: 'nobody has one of the identifiers of the document',
  },
  patientAmbiguous: {
    issue: 'multiple-matches',
    vi: 'Các số trong tài liệu thuộc nhiều người bệnh khác nhau: không nhận.',
    en: 'identifiers of the document lead to several patients',
  },
  sameNumberOtherContent: {
    issue: 'conflict',
    vi: 'Đã nhận một tài liệu cùng số nhưng nội dung khác: hỏi lại nơi gửi.',
    en: 'a document with this id and other bytes is in the record: {document}',
  },
  noFacility: {
    issue: 'required',
    vi: 'Tài liệu không ghi cơ sở lưu giữ (custodian): không rõ của nơi nào.',
    en: 'custodian has no id and the channel names no organization',
  },
  notReleased: {
    issue: 'business-rule',
    vi: 'Phiếu chưa duyệt: chỉ ký kết quả đã trả.',
    en: 'DiagnosticReport.status must be final, amended or corrected',
  },
  notOurReport: {
    issue: 'business-rule',
    vi: 'Phiếu này không phải của phòng xét nghiệm tại cơ sở: không ký ở đây.',
    en: 'only reports with an order number of this house and a place on its bench are signed',
  },
  reportChanged: {
    issue: 'lock-error',
    vi: 'Phiếu vừa được sửa sau khi mở. Xem lại rồi ký.',
    en: 'DiagnosticReport.meta.versionId is not the one that was looked at',
  },
  brokenSignature: {
    issue: 'security',
    vi: 'Nội dung tài liệu khác với lúc ký: không nhận. Hỏi lại nơi gửi.',
    en: 'the XML signature of the document does not hold over its content',
  },
});
