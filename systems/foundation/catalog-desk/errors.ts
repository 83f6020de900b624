import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('catalog-desk', {
  unknownCode: {
    issue: 'not-found',
    vi: 'Mã {code} không có trong danh mục vào ngày {date}.',
    en: 'code {code} of {system} is not in force on {date}',
  },
  badDate: {
    issue: 'value',
    vi: 'Ngày phải có dạng năm-tháng-ngày, ví dụ 2026-11-21.',
    en: 'date must be a full date yyyy-mm-dd',
  },
  badPage: { issue: 'value', vi: 'Mỗi trang có từ 1 đến 200 dòng.', en: 'count must be 1-200 and offset not negative' },
});
