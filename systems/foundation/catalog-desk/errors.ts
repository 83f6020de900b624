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
  fileTooLarge: {
    issue: 'too-long',
    vi: 'Tệp lớn hơn {limit} MB. Chia nhỏ, hoặc nạp bằng dòng lệnh trên máy chủ.',
    en: 'an uploaded catalog has at most {limit} MB',
  },
  noRows: {
    issue: 'structure',
    vi: 'Không đọc được dòng nào trong tệp. Kiểm lại tệp và danh mục đã chọn.',
    en: 'no row of the file could be read',
  },
  versionMissing: {
    issue: 'required',
    vi: 'Cần số quyết định hoặc phiên bản của tệp.',
    en: 'a load names the document or edition it comes from',
  },
  endsEverything: {
    issue: 'business-rule',
    vi: 'Tệp thiếu quá nửa số mã đang dùng ({missing} mã) nên không kết thúc hàng loạt được. Kiểm lại có chọn nhầm tệp không.',
    en: 'ending missing codes is refused when the file misses more than half of what is in force ({missing})',
  },
  badPage: {
    issue: 'value',
    vi: 'Mỗi trang có nhiều nhất 1000 dòng.',
    en: 'count must be 0-1000 and offset not negative',
  },
  noQuestion: {
    issue: 'required',
    vi: 'Chưa nêu đủ mã và hệ mã (hoặc tập giá trị) cần hỏi.',
    en: 'a code with its system, or a value set, is missing',
  },
  closureName: {
    issue: 'too-long',
    vi: 'Tên bảng quan hệ mã dài nhất 200 ký tự.',
    en: 'a closure table has a name of at most 200 characters',
  },
  closureConcepts: {
    issue: 'too-long',
    vi: 'Mỗi lần thêm nhiều nhất {limit} mã vào bảng quan hệ mã. Hãy chia thành nhiều lần.',
    en: 'one call adds at most {limit} concepts to a closure table',
  },
  badClosureVersion: {
    issue: 'value',
    vi: 'Số bản của bảng quan hệ mã là số nguyên, và không gửi kèm mã mới.',
    en: 'version is a whole number, given without concepts',
  },
});
