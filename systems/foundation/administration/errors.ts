import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('administration', {
  lastAdministrator: {
    issue: 'business-rule',
    vi: 'Phải còn ít nhất một quản trị viên đang dùng được. Giao vai trò quản trị cho người khác trước.',
    en: 'at least one enabled account keeps the role administrator',
  },
  notYourself: {
    issue: 'business-rule',
    vi: 'Không tự khóa hoặc đổi vai trò của chính mình. Nhờ một quản trị viên khác.',
    en: 'nobody disables their own account or changes their own roles',
  },
  nameMissing: { issue: 'required', vi: 'Cần họ tên hiển thị.', en: 'display must not be empty' },
  roleMissing: { issue: 'required', vi: 'Cần ít nhất một vai trò.', en: 'an account has at least one role' },
  unknownRole: { issue: 'value', vi: 'Không có vai trò {role}.', en: '{role} is not a role of staff' },
  appId: {
    issue: 'value',
    vi: 'Mã ứng dụng gồm 3 đến 64 chữ thường không dấu, số, dấu chấm, gạch ngang hoặc gạch dưới.',
    en: 'an app id is 3 to 64 of a-z 0-9 . _ - and does not begin with lienmach-',
  },
  appTaken: { issue: 'duplicate', vi: 'Mã ứng dụng này đã có.', en: 'an app of this id exists already' },
  appScope: {
    issue: 'value',
    vi: 'Phạm vi “{scope}” không hợp với loại ứng dụng này.',
    en: 'scope {scope} is malformed, or belongs to the other kind of app',
  },
  appAddress: {
    issue: 'value',
    vi: 'Địa chỉ “{address}” không dùng được: cần https, hoặc http trên chính máy người dùng.',
    en: '{address} must be https (or http on loopback), without fragment',
  },
  appProof: {
    issue: 'value',
    vi: 'Chọn một cách chứng minh: bí mật, khóa công khai, hoặc không có nếu ứng dụng do người dùng mở.',
    en: 'proof is none (apps of people), secret, or keys with exactly one of jwks and jwksUri, public keys only',
  },
  appRoles: {
    issue: 'value',
    vi: 'Phần mềm tự chạy cần ít nhất một vai trò nghiệp vụ; ứng dụng của người dùng theo vai trò của người dùng.',
    en: 'a service has roles of staff, an app of people has none',
  },
  unknownApp: { issue: 'not-found', vi: 'Không có ứng dụng này.', en: 'no app of this id' },
  roomNameMissing: { issue: 'required', vi: 'Cần tên phòng.', en: 'a room has a name' },
  unknownKind: { issue: 'value', vi: 'Chọn loại phòng có trong danh sách.', en: 'not a kind of room' },
  badDays: {
    issue: 'value',
    vi: 'Ngày kết thúc phải từ ngày bắt đầu trở đi, ghi đủ ngày tháng năm.',
    en: 'whole days, the last not before the first',
  },
  serviceMissing: {
    issue: 'required',
    vi: 'Phòng khám cần mã dịch vụ khám để tính tiền lần khám đầu.',
    en: 'an exam room names the service charged for a first examination',
  },
  unknownService: {
    issue: 'not-found',
    vi: 'Mã dịch vụ khám {code} không có trong bảng giá hôm nay.',
    en: 'service {code} is not in force today',
  },
  unknownSubject: {
    issue: 'not-found',
    vi: 'Không có người bệnh mang đúng số này.',
    en: 'no patient has exactly this identifier',
  },
  jobNotWaiting: {
    issue: 'conflict',
    vi: 'Việc này không còn chờ ai xử lý.',
    en: 'no such job is parked or failing',
  },
  givenUp: { issue: 'processing', vi: 'Quản trị viên bỏ qua: {reason}', en: 'given up by an administrator' },
  reasonMissing: { issue: 'required', vi: 'Cần ghi lý do.', en: 'reason must not be empty' },
  reviewOfOthers: {
    issue: 'forbidden',
    vi: 'Việc xem lại lần mở khẩn do người phụ trách dữ liệu làm, và không phải chính người đã mở.',
    en: 'a review of broken glass is changed by a data officer who did not break it',
  },
  reasonTooShort: {
    issue: 'required',
    vi: 'Hãy viết lý do mở khẩn, ít nhất {least} chữ cái.',
    en: 'a reason has at least {least} letters',
  },
  openingTooLong: {
    issue: 'value',
    vi: 'Hồ sơ chỉ mở khẩn được từ {least} đến {most} phút.',
    en: 'minutes are a whole number from {least} to {most}',
  },
});
