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
  unknownFilter: {
    issue: 'not-supported',
    vi: 'Tập giá trị dùng cách lọc “{op}” mà nơi này không hiểu.',
    en: 'filter operator {op} is not understood',
  },
  badPattern: {
    issue: 'value',
    vi: 'Mẫu chữ của tập giá trị không dùng được.',
    en: 'the regular expression of a filter is broken, too long or could run forever',
  },
  unknownValueSet: {
    issue: 'not-found',
    vi: 'Nơi này không có tập giá trị {url}.',
    en: 'value set {url} is not known here',
  },
  unknownSystem: {
    issue: 'not-found',
    vi: 'Nơi này không có hệ mã {url}.',
    en: 'code system {url} is not known here, or not its codes',
  },
  unknownCode: {
    issue: 'not-found',
    vi: 'Mã {code} không có trong {system} vào ngày {date}.',
    en: 'code {code} of {system} is not in force on {date}',
  },
  unknownMap: {
    issue: 'not-found',
    vi: 'Nơi này không có bảng chuyển mã {url}.',
    en: 'concept map {url} is not known here',
  },
  circularValueSet: {
    issue: 'processing',
    vi: 'Tập giá trị {url} chứa chính nó.',
    en: 'value set {url} includes itself, or is nested too deeply',
  },
  unknownClosure: {
    issue: 'not-found',
    vi: 'Chưa mở bảng quan hệ mã {name}. Mở lại bảng bằng lời gọi chỉ có tên.',
    en: 'no closure table {name}: begin it by a call with its name alone',
  },
  closureTooLarge: {
    issue: 'too-costly',
    vi: 'Bảng quan hệ mã chứa nhiều nhất {limit} mã.',
    en: 'a closure table holds at most {limit} codes',
  },
});
