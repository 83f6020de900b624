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
  codeRefused: {
    issue: 'login',
    vi: 'Mã không đúng, đã dùng hoặc đã hết hạn. Chờ mã mới rồi nhập lại.',
    en: 'the code of the second factor is wrong, used or expired',
  },
  codeLocked: {
    issue: 'throttled',
    vi: 'Nhập sai mã nhiều lần nên phải chờ ít phút rồi thử lại.',
    en: 'too many wrong codes; wait and try again',
  },
  launchUnknown: {
    issue: 'not-found',
    vi: 'Lần mở ứng dụng này đã hết hạn. Hãy mở lại ứng dụng từ hồ sơ người bệnh.',
    en: 'the launch is unknown, used, expired, or belongs to another app or person',
  },
  upstreamDown: {
    issue: 'transient',
    vi: 'Nơi xác nhận danh tính không trả lời. Đăng nhập bằng mật khẩu, hoặc thử lại sau ít phút.',
    en: 'the upstream identity provider does not answer',
  },
  upstreamRefused: {
    issue: 'login',
    vi: 'Câu trả lời của nơi xác nhận danh tính không hợp lệ hoặc đã dùng. Hãy bắt đầu lại.',
    en: 'the answer of the upstream identity provider is wrong, used or not for this sign-in',
  },
  upstreamStranger: {
    issue: 'login',
    vi: 'Danh tính này chưa được gắn với tài khoản nào ở đây. Nhờ quản trị viên gắn, hoặc đăng nhập bằng mật khẩu.',
    en: 'no enabled account is linked to this verified identifier',
  },
  upstreamUnknown: { issue: 'not-found', vi: 'Không có nơi xác nhận này.', en: 'no such upstream identity provider' },
  identityTaken: {
    issue: 'duplicate',
    vi: 'Danh tính này đã gắn với một tài khoản khác.',
    en: 'this identity is linked to another account',
  },
  unknownFactor: { issue: 'not-found', vi: 'Không có cách xác nhận này.', en: 'no such second factor' },
  passkeyRefused: {
    issue: 'login',
    vi: 'Khóa truy cập không được nhận. Thử lại hoặc dùng cách khác.',
    en: 'the passkey was not accepted',
  },
  passkeysNeedName: {
    issue: 'not-supported',
    vi: 'Khóa truy cập chỉ dùng được khi mở trang bằng tên miền, không phải bằng địa chỉ số.',
    en: 'passkeys need a site that is reached by a name (LIENMACH_BASE_URL), not by an IP address',
  },
  passwordTooShort: {
    issue: 'value',
    vi: 'Mật khẩu phải có từ {least} đến {most} ký tự.',
    en: 'a password has {least} to {most} characters',
  },
  passwordTooCommon: {
    issue: 'value',
    vi: 'Mật khẩu này dễ đoán: có từ nhiều người dùng, dãy số liền nhau hoặc tên đăng nhập. Ghép vài từ không liên quan, dễ nhớ với riêng bạn.',
    en: 'the password is on the list of common ones or made of the login',
  },
  loginMalformed: {
    issue: 'value',
    vi: 'Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm, gạch ngang hoặc gạch dưới.',
    en: 'a login is 3 to 64 of a-z 0-9 . _ -',
  },
  unknownAccount: { issue: 'not-found', vi: 'Không có tài khoản này.', en: 'no account of this login' },
  unknownSession: { issue: 'not-found', vi: 'Phiên này đã kết thúc.', en: 'no open session of this id and account' },
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
