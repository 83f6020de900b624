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
  holdReason: {
    issue: 'required',
    vi: 'Ghi lý do hoặc số văn bản yêu cầu, ít nhất 5 ký tự.',
    en: 'a hold is set and lifted with a reason',
  },
  alreadyHeld: {
    issue: 'business-rule',
    vi: 'Hồ sơ này đang được giữ theo yêu cầu.',
    en: 'a current legal hold exists: {hold}',
  },
  notHeld: {
    issue: 'business-rule',
    vi: 'Hồ sơ này không có lệnh giữ nào để bỏ.',
    en: 'no current legal hold covers it',
  },
  notADestructionList: {
    issue: 'business-rule',
    vi: 'Đây không phải danh mục đề nghị tiêu hủy đang chờ duyệt.',
    en: 'not a current destruction list',
  },
  approvedBefore: {
    issue: 'business-rule',
    vi: 'Bạn đã duyệt danh mục này: phải có người thứ hai duyệt.',
    en: 'the same person approves a list once',
  },
  listKept: {
    issue: 'forbidden',
    vi: 'Danh mục tiêu hủy và lệnh giữ hồ sơ không sửa nội dung và không xóa; chỉ thêm ý kiến và kết thúc.',
    en: 'a destruction list or legal hold keeps its content',
  },
  noSummary: {
    issue: 'not-found',
    vi: 'Lượt khám này chưa có tóm tắt hồ sơ đã ký để in.',
    en: 'the encounter has no signed summary',
  },
});
