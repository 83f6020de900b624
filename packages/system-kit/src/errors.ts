import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('system-kit', {
  unknownOperation: {
    issue: 'not-supported',
    vi: 'Thao tác này không có trên hệ thống.',
    en: 'operation {name} is not mounted here',
  },
  notAllowed: {
    issue: 'forbidden',
    vi: 'Vai trò của bạn không được thực hiện thao tác này.',
    en: 'none of the caller’s roles may call {name}',
  },
  missingParameter: { issue: 'required', vi: 'Thiếu thông tin bắt buộc: {name}.', en: 'parameter {name} is required' },
  unknownParameter: {
    issue: 'invalid',
    vi: 'Thông tin không được nhận: {name}.',
    en: 'parameter {name} is not declared by this operation',
  },
  repeatedParameter: {
    issue: 'invalid',
    vi: 'Thông tin {name} chỉ được gửi một lần.',
    en: 'parameter {name} may occur only once',
  },
  wrongParameterType: {
    issue: 'value',
    vi: 'Thông tin {name} không đúng kiểu dữ liệu.',
    en: 'parameter {name} must be a {type}',
  },
  notParameters: {
    issue: 'structure',
    vi: 'Nội dung gửi lên phải là một resource Parameters.',
    en: 'the body of an operation must be Parameters',
  },
  notALiteralReference: {
    issue: 'value',
    vi: 'Tham chiếu không trỏ tới một hồ sơ {type} cụ thể.',
    en: 'expected a literal reference to {type}',
  },
  unknownCriterion: {
    issue: 'not-supported',
    vi: 'Hệ thống không tìm được theo tiêu chí {name}.',
    en: 'search criterion {name} is not known',
  },
  tooMany: {
    issue: 'too-costly',
    vi: 'Có quá nhiều kết quả, hãy thu hẹp phạm vi.',
    en: 'more than {limit} matches for one internal search',
  },
  enginesClosed: {
    issue: 'exception',
    vi: 'Chức năng này chưa dùng được ở máy chủ này.',
    en: '{name} reaches for the engine room without saying usesEngines, or this host has none',
  },
});
