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
  reasonMissing: { issue: 'required', vi: 'Cần ghi lý do.', en: 'reason must not be empty' },
});
