import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('claims', {
  noClaimId: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa có mã đợt điều trị (MA_LK) nên chưa lập được hồ sơ BHYT.',
    en: 'Encounter has no claim identifier',
  },
  nothingToClaim: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa có dòng chi phí nào để lập hồ sơ BHYT.',
    en: 'no billable ChargeItem belongs to the encounter',
  },
  visitOpen: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa kết thúc nên chưa lập được hồ sơ để gửi.',
    en: 'Encounter is not finished: a claim is stored only of a visit that has ended',
  },
  visitCalledOff: {
    issue: 'business-rule',
    vi: 'Lượt khám đã hủy hoặc ghi nhầm, không lập hồ sơ BHYT.',
    en: 'Encounter was cancelled or entered in error',
  },
  noCard: {
    issue: 'business-rule',
    vi: 'Lượt khám không có thẻ BHYT nên hệ thống không tự lập hồ sơ.',
    en: 'no Coverage in the account of the visit: a claim is prepared only when a person asks for it',
  },
  claimLocked: {
    issue: 'business-rule',
    vi: 'Hồ sơ đã khóa để gửi. Mở khóa trước khi lập lại.',
    en: 'the claim is locked for sending',
  },
  claimUnderWay: {
    issue: 'business-rule',
    vi: 'Hồ sơ đang chờ gửi, chưa lập lại được.',
    en: 'the claim was handed to the sender and has no answer yet',
  },
  claimSent: {
    issue: 'business-rule',
    vi: 'Hồ sơ đã gửi và không có gì thay đổi từ lúc gửi.',
    en: 'the claim was sent and its content is the same',
  },
  claimKept: {
    issue: 'forbidden',
    vi: 'Hồ sơ thanh toán và trạng thái của nó do hệ thống ghi, không sửa trực tiếp được.',
    en: '{type} of the claim desk is written by its operations only',
  },
  badMonth: {
    issue: 'value',
    vi: 'Tháng phải ghi theo dạng năm-tháng, ví dụ 2026-11.',
    en: 'month must be yyyy-MM, not {value}',
  },
  noXml: {
    issue: 'required',
    vi: 'Chưa gửi kèm tệp hồ sơ (tham số xml dạng Binary).',
    en: 'parameter xml must be a Binary with data',
  },
  fileTooLarge: {
    issue: 'too-long',
    vi: 'Tệp hồ sơ quá lớn (tối đa 20 MB).',
    en: 'envelope is larger than 20 MB',
  },
});
