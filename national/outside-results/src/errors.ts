import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('outside-results', {
  noIdentifier: {
    issue: 'required',
    vi: 'Không có số nào của người bệnh mà cơ sở này biết (số định danh, số thẻ BHYT, hộ chiếu hoặc mã người bệnh của cơ sở).',
    en: 'no identifier of a system that this site can look up',
  },
  secondMarkMissing: {
    issue: 'business-rule',
    vi: 'Chỉ có một dấu hiệu nhận người bệnh: cần thêm ngày sinh hoặc một số thứ hai trùng với hồ sơ.',
    en: 'two marks of the patient must agree with the record, only one does',
  },
  marksDisagree: {
    issue: 'business-rule',
    vi: 'Số và ngày sinh (hoặc hai số) không cùng chỉ một người: kiểm tra lại với nơi gửi.',
    en: 'marks contradict the record of the patient that was found: {mark}',
  },
  noReportNumber: {
    issue: 'required',
    vi: 'Phiếu kết quả không có số: gửi lại lần nữa thì không nhận ra là cùng một phiếu.',
    en: 'an outside report needs the facility code and its own number',
  },
  noOutsideResult: {
    issue: 'required',
    vi: 'Phiếu không có kết quả xét nghiệm nào đọc được.',
    en: 'an outside report without results',
  },
  noSamplingTime: {
    issue: 'required',
    vi: 'Không rõ giờ lấy mẫu của {name}: không phân biệt được với lần đo khác.',
    en: 'a result needs the time of sampling, or its report the time of issue',
  },
});
