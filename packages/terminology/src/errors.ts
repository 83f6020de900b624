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
  unknownDraft: {
    issue: 'not-found',
    vi: 'Không còn bản xem trước này. Chọn lại tệp để xem trước.',
    en: 'no such catalog draft: applied, replaced or older than a day',
  },
  draftOutdated: {
    issue: 'conflict',
    vi: 'Danh mục đã được người khác nạp sau khi xem trước. Chọn lại tệp để xem trước.',
    en: 'the catalog was loaded by somebody else after the draft was made',
  },
  filterTooLong: { issue: 'too-long', vi: 'Từ khóa tìm kiếm quá dài.', en: 'filter longer than {limit} characters' },
});
