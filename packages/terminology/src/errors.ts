import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('terminology', {
  emptyCode: { issue: 'required', vi: 'Dòng không có mã.', en: 'row without a code' },
  emptyDisplay: { issue: 'required', vi: 'Mã {code} không có tên.', en: 'code {code} has no display' },
  repeatedCode: {
    issue: 'duplicate',
    vi: 'Mã {code} lặp lại trong cùng một tệp.',
    en: 'code {code} occurs twice in one file',
  },
  badPeriod: {
    issue: 'value',
    vi: 'Mã {code}: ngày hết hiệu lực trước ngày bắt đầu.',
    en: 'code {code} ends before it begins',
  },
  filterTooLong: { issue: 'too-long', vi: 'Từ khóa tìm kiếm quá dài.', en: 'filter longer than {limit} characters' },
});
