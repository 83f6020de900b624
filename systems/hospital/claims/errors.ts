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
