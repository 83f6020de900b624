/** Words of second factors, at sign-in and in one's own account. */
const vi = {
  confirm: 'Xác nhận đăng nhập',
  confirmHint: 'Nhập mã sáu số trên ứng dụng xác thực, hoặc một mã dự phòng.',
  passkeyHint: 'Dùng khóa truy cập đã thêm, hoặc một mã dự phòng.',
  code: 'Mã xác nhận',
  confirmIt: 'Xác nhận',
  usePasskey: 'Dùng khóa truy cập',
  passkeyClosed: 'Chưa dùng được khóa truy cập. Thử lại hoặc dùng cách khác.',
  startOver: 'Làm lại từ đầu',
  enrol: 'Thêm cách xác nhận thứ hai',
  enrolHint: 'Vai trò của bạn cần mã xác nhận mỗi lần đăng nhập. Làm một lần, khoảng một phút.',
  scanIt: 'Mở ứng dụng xác thực trên điện thoại và quét mã này. Không quét được thì gõ khóa bên dưới.',
  qr: 'Mã để ứng dụng xác thực quét',
  secret: 'Khóa',
  firstCode: 'Mã sáu số mà ứng dụng hiện ra',
  recovery: 'Mã dự phòng',
  recoveryHint: 'Mỗi mã vào được một lần khi không có điện thoại. Chép lại và cất kỹ: danh sách này chỉ hiện một lần.',
  copy: 'Chép',
  copied: 'Đã chép',
  haveCopied: 'Tôi đã cất kỹ',
};

export type SecondFactorTexts = typeof vi;

const en: SecondFactorTexts = {
  confirm: 'Confirm it is you',
  confirmHint: 'Type the six digits of your authenticator app, or a recovery code.',
  passkeyHint: 'Use the passkey you added, or a recovery code.',
  code: 'Code',
  confirmIt: 'Confirm',
  usePasskey: 'Use a passkey',
  passkeyClosed: 'The passkey could not be used. Try again or use another way.',
  startOver: 'Start over',
  enrol: 'Add a second factor',
  enrolHint: 'Your role needs a code at each sign-in. Setting it up takes a minute, once.',
  scanIt: 'Scan this with an authenticator app on your phone. If you cannot, type the key below.',
  qr: 'Code for the authenticator app',
  secret: 'Key',
  firstCode: 'The six digits that the app shows',
  recovery: 'Recovery codes',
  recoveryHint: 'Each lets you in once when you do not have your phone. Keep them safe: this list is shown only once.',
  copy: 'Copy',
  copied: 'Copied',
  haveCopied: 'I have kept them',
};

export const texts = { vi, en };
