import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('papers', {
  noLayout: {
    issue: 'business-rule',
    vi: 'Không có mẫu giấy nào có hiệu lực vào ngày của tài liệu này.',
    en: 'no layout of this form is in force on the day of the document',
  },
});
