import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('medical-record', {
  notFinished: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa kết thúc: kết thúc khám trước khi ký bản tóm tắt.',
    en: 'Encounter.status must be finished, is {status}',
  },
  alreadySigned: {
    issue: 'business-rule',
    vi: 'Bản tóm tắt của lượt khám này đã ký lúc {time}. Bổ sung phải là một tài liệu mới, không ký lại.',
    en: 'a signed summary exists: {document}',
  },
  noDiagnosis: {
    issue: 'business-rule',
    vi: 'Lượt khám không có chẩn đoán bệnh chính: không lập được bản tóm tắt.',
    en: 'no discharge diagnosis of rank 1',
  },
  locked: {
    issue: 'forbidden',
    vi: 'Hồ sơ đã ký và khóa: không sửa, không xóa. Lập bản bổ sung nếu cần đính chính.',
    en: '{type} carries record-state#locked',
  },
  visitLocked: {
    issue: 'forbidden',
    vi: 'Lượt khám đã ký và khóa: không thêm dữ kiện vào nữa. Lập một tài liệu bổ sung ghi rõ người viết và ngày viết.',
    en: '{encounter} carries record-state#locked; only documents may be added',
  },
  noAttachment: {
    issue: 'not-found',
    vi: 'Tài liệu không kèm tệp XML đã ký để kiểm tra.',
    en: 'DocumentReference has no application/xml attachment in this record',
  },
  noSummary: {
    issue: 'not-found',
    vi: 'Lượt khám này chưa có tóm tắt hồ sơ đã ký để in.',
    en: 'the encounter has no signed summary',
  },
});
