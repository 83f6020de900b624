import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('print-desk', {
  unknownForm: { issue: 'code-invalid', vi: 'Không có mẫu giấy này để in.', en: 'no form {name}' },
  unknownPaper: {
    issue: 'code-invalid',
    vi: 'Khổ giấy chỉ nhận A4, A5, 80mm hoặc 50x30.',
    en: 'paper must be A4, A5, 80mm or 50x30',
  },
  badCopies: { issue: 'value', vi: 'Số bản in phải từ 1 đến 9.', en: 'copies must be 1 to 9' },
  unknownRoom: { issue: 'code-invalid', vi: 'Không có phòng này ở cơ sở.', en: 'no unit {name} in the site file' },
  reasonRequired: {
    issue: 'required',
    vi: 'Cần ghi vì sao không in được.',
    en: 'a failed print needs a reason',
  },
  unknownOutcome: {
    issue: 'code-invalid',
    vi: 'Kết quả in chỉ nhận “printed” hoặc “failed”.',
    en: 'outcome must be printed or failed',
  },
  notAPrint: { issue: 'business-rule', vi: 'Việc này không phải là một lần in.', en: 'Task is not a print job' },
});
