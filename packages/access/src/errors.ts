import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the door. The sign-in refusals say the same for an unknown name and a wrong password. */
export const errors = defineErrors('access', {
  tokenMissing: {
    issue: 'login',
    vi: 'Bạn chưa đăng nhập.',
    en: 'no bearer token: ask /oauth2/token or sign in at /oauth2/authorize',
  },
  tokenInvalid: {
    issue: 'login',
    vi: 'Phiên đăng nhập không hợp lệ hoặc đã hết hạn. Vui lòng đăng nhập lại.',
    en: 'the bearer token is not valid, expired or revoked',
  },
  roleForbidden: {
    issue: 'forbidden',
    vi: 'Vai trò của bạn không được phép làm việc này.',
    en: 'no role of the caller allows {what}',
  },
  signInRefused: {
    issue: 'login',
    vi: 'Sai tên đăng nhập hoặc mật khẩu, hoặc tài khoản đang tạm khóa sau nhiều lần nhập sai.',
    en: 'unknown login, wrong password, disabled or locked account',
  },
  passwordTooShort: {
    issue: 'value',
    vi: 'Mật khẩu phải có từ {least} đến {most} ký tự.',
    en: 'a password has {least} to {most} characters',
  },
  loginMalformed: {
    issue: 'value',
    vi: 'Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm, gạch ngang hoặc gạch dưới.',
    en: 'a login is 3 to 64 of a-z 0-9 . _ -',
  },
  unknownAccount: { issue: 'not-found', vi: 'Không có tài khoản này.', en: 'no account of this login' },
  loginTaken: { issue: 'duplicate', vi: 'Tên đăng nhập đã có người dùng.', en: 'this login exists already' },
  linkInvalid: {
    issue: 'not-found',
    vi: 'Liên kết không đúng, đã dùng hoặc đã quá 24 giờ. Hãy xin quản trị viên một liên kết mới.',
    en: 'the one-time link is unknown, used or expired',
  },
  keysReadable: {
    issue: 'security',
    vi: 'Tệp khóa đang mở cho người khác đọc. Hãy đặt lại quyền 0600.',
    en: 'a key file is readable by others; its mode must be 0600',
  },
  auditUnavailable: {
    issue: 'transient',
    vi: 'Chưa ghi được nhật ký truy cập nên chưa thể trả dữ liệu. Vui lòng thử lại sau ít phút.',
    en: 'the audit log cannot be written; no answer is given without it',
  },
  auditQuery: {
    issue: 'value',
    vi: 'Tham số tìm nhật ký truy cập không hợp lệ.',
    en: 'AuditEvent is searched by patient, agent, entity, subtype, date, outcome, _count and _cursor only',
  },
});
