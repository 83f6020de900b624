import { defineErrors } from '@lienmach/outcome';

/** Every refusal of this room, each at the field it is about. */
export const errors = defineErrors('visit-papers', {
  visitVoid: {
    issue: 'business-rule',
    vi: 'Lượt khám đã hủy: không cấp giấy được.',
    en: 'Encounter.status is {status}',
  },
  noMainDiagnosis: {
    issue: 'business-rule',
    vi: 'Chưa có chẩn đoán bệnh chính (mã ICD-10): ghi chẩn đoán trước khi cấp giấy.',
    en: 'no discharge diagnosis of rank 1 with an ICD-10 code',
  },
  badDays: {
    issue: 'value',
    vi: 'Số ngày nghỉ phải từ 1 đến {most}.',
    en: 'days must be an integer between 1 and {most}',
  },
  badStart: {
    issue: 'business-rule',
    vi: 'Ngày bắt đầu nghỉ phải là ngày khám {visit}, hoặc ngày sau khi kết thúc điều trị {after}.',
    en: 'leave begins on the day of the visit or on the day after its end',
  },
  badSocialNumber: {
    issue: 'value',
    vi: 'Mã số BHXH gồm 10 chữ số.',
    en: 'social insurance number must be ten digits, not all zero',
  },
  noParent: {
    issue: 'required',
    vi: 'Trẻ dưới 7 tuổi: ghi họ tên cha hoặc mẹ là người nghỉ chăm sóc.',
    en: 'below seven years of age the leave is of a parent who must be named',
  },
  badWeeks: {
    issue: 'value',
    vi: 'Tuổi thai phải từ 1 đến 42 tuần, kèm nguyên nhân đình chỉ thai.',
    en: 'gestational weeks 1-42 and a reason belong together',
  },
  textMissing: { issue: 'required', vi: 'Chưa ghi {what}.', en: '{field} is empty' },
  badFacility: {
    issue: 'value',
    vi: 'Nơi chuyển đến phải là mã cơ sở 5 ký tự của một cơ sở khác.',
    en: 'target must be a five-character facility code other than our own',
  },
  unknownReason: {
    issue: 'code-invalid',
    vi: 'Lý do chuyển phải là 1, 2 hoặc 3.',
    en: 'reason {code} is not in MA_LYDO_CT',
  },
  alreadyIssued: {
    issue: 'duplicate',
    vi: 'Lượt khám đã có giấy này, số {number}. Muốn sửa: thu hồi giấy cũ rồi cấp giấy mới.',
    en: 'one valid paper of a kind per encounter',
  },
  notOurPaper: {
    issue: 'not-found',
    vi: 'Đây không phải giấy do phòng khám cấp cho người bệnh.',
    en: 'the Composition is not a paper of this room',
  },
  alreadyWithdrawn: {
    issue: 'business-rule',
    vi: 'Giấy số {number} đã được thu hồi trước đó.',
    en: 'Composition.status is entered-in-error',
  },
  noPaper: {
    issue: 'not-found',
    vi: 'Lượt khám chưa có giấy này để in.',
    en: 'the encounter has no valid paper of this kind',
  },
});
