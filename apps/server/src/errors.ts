import { defineErrors } from '@lienmach/outcome';

/** What the front door itself refuses, before any room is asked. */
export const errors = defineErrors('http', {
  webhookUnreadable: {
    issue: 'structure',
    vi: 'Nội dung đối tác gửi không phải JSON.',
    en: 'the body of a webhook is no JSON object',
  },
  unknownRoute: { issue: 'not-found', vi: 'Không có địa chỉ này.', en: 'no such address' },
  unknownType: {
    issue: 'not-found',
    vi: 'Không có loại hồ sơ “{type}”.',
    en: 'R4 has no resource type {type}',
  },
  malformedId: {
    issue: 'value',
    vi: 'Mã hồ sơ không hợp lệ.',
    en: 'an id has 1 to 64 characters of A-Z a-z 0-9 - .',
  },
  malformedUrl: { issue: 'invalid', vi: 'Địa chỉ không đọc được.', en: 'the URL is not well formed' },
  emptyBody: { issue: 'required', vi: 'Thiếu nội dung gửi lên.', en: 'a FHIR resource is required as body' },
  notUtf8: { issue: 'structure', vi: 'Nội dung không phải bảng mã UTF-8.', en: 'the body is not UTF-8' },
  forbiddenCharacter: {
    issue: 'value',
    vi: 'Nội dung có ký tự không được phép.',
    en: 'the character U+0000 cannot be stored or searched',
  },
  bodyTooLarge: { issue: 'too-long', vi: 'Nội dung gửi lên quá lớn.', en: 'the body exceeds LIENMACH_MAX_BODY' },
  bodyBroken: {
    issue: 'invalid',
    vi: 'Nội dung gửi lên không trọn vẹn.',
    en: 'the body ended early or differs from its Content-Length',
  },
  wrongContentType: {
    issue: 'not-supported',
    vi: 'Chỉ nhận application/fhir+json hoặc application/fhir+xml.',
    en: 'send application/fhir+json or application/fhir+xml; a patch also as application/json-patch+json',
  },
  notAcceptable: {
    issue: 'not-supported',
    vi: 'Chỉ trả được application/fhir+json hoặc application/fhir+xml của FHIR R4.',
    en: 'only application/fhir+json and application/fhir+xml, fhirVersion 4.0, can be given',
  },
  notABundle: {
    issue: 'value',
    vi: 'Địa chỉ này chỉ nhận Bundle loại batch hoặc transaction.',
    en: 'the root takes a Bundle of type batch or transaction',
  },
  malformedEntry: {
    issue: 'structure',
    vi: 'Một mục trong Bundle không đúng dạng.',
    en: 'each entry is an object with request.method and request.url',
  },
  typeMismatch: {
    issue: 'invalid',
    vi: 'Loại hồ sơ trong nội dung khác với địa chỉ.',
    en: 'resourceType differs from the URL',
  },
  idMismatch: {
    issue: 'invalid',
    vi: 'Mã hồ sơ trong nội dung khác với địa chỉ.',
    en: 'id is missing or differs from the URL',
  },
  unknownMode: {
    issue: 'value',
    vi: 'Kiểu kiểm tra phải là create, update, delete hoặc profile.',
    en: 'mode is one of create, update, delete, profile',
  },
  modeNeedsId: {
    issue: 'required',
    vi: 'Kiểm tra việc sửa hoặc xóa cần địa chỉ của một hồ sơ.',
    en: 'mode update and delete are asked of one instance: Type/id/$validate',
  },
  malformedIfMatch: {
    issue: 'value',
    vi: 'Phiên bản trong If-Match không đọc được.',
    en: 'If-Match must be W/"<version>"',
  },
  unknownSearchParameter: {
    issue: 'not-supported',
    vi: 'Không tìm kiếm được theo tham số này.',
    en: 'search parameters without effect here, refused by handling=strict',
  },
  unknownPurpose: {
    issue: 'value',
    vi: 'Mục đích sử dụng không nằm trong danh sách.',
    en: 'X-Purpose-Of-Use is no code of PurposeOfUse that this site knows',
  },
  badCriteria: {
    issue: 'value',
    vi: 'Điều kiện nghe tin không phải là một câu tìm kiếm dùng được.',
    en: 'criteria must be Type?query, every parameter known, none that shapes a page',
  },
  tooManyStreams: {
    issue: 'throttled',
    vi: 'Đang mở quá nhiều luồng tin. Hãy đóng bớt cửa sổ rồi thử lại.',
    en: 'too many open event streams',
  },
  needsPost: {
    issue: 'not-supported',
    vi: 'Thao tác này phải gọi bằng POST.',
    en: 'this operation changes the record: use POST',
  },
  methodNotSupported: {
    issue: 'not-supported',
    vi: 'Cách gọi này chưa được hỗ trợ.',
    en: 'this interaction is not supported here',
  },
  unexpected: {
    issue: 'exception',
    vi: 'Hệ thống gặp lỗi. Sự việc đã được ghi lại; xin báo quản trị viên kèm mã yêu cầu.',
    en: 'unexpected error, request {request}',
  },
  needsAsync: {
    issue: 'required',
    vi: 'Thao tác này trả kết quả sau: hãy gửi Prefer: respond-async.',
    en: 'send Prefer: respond-async',
  },
  notReady: { issue: 'transient', vi: 'Hệ thống chưa sẵn sàng, xin thử lại sau.', en: 'the server is not ready yet' },
  signInExpired: {
    issue: 'not-found',
    vi: 'Lượt đăng nhập đã hết hạn. Xin bắt đầu lại.',
    en: 'this sign-in is over; start again',
  },
  ownPagesOnly: {
    issue: 'forbidden',
    vi: 'Chỉ chính người dùng, trên trang của Liền Mạch, mới đổi được cách đăng nhập.',
    en: 'only a person, through the pages of this site, reaches their own account',
  },
  lastFactor: {
    issue: 'business-rule',
    vi: 'Vai trò của bạn cần ít nhất một cách xác nhận thứ hai. Thêm cách khác trước rồi hãy gỡ.',
    en: 'the roles of this account require a second factor; the last one stays',
  },
  malformedRequest: { issue: 'structure', vi: 'Yêu cầu không đúng dạng HTTP.', en: 'the bytes are no HTTP request' },
  headersTooLarge: {
    issue: 'too-long',
    vi: 'Địa chỉ hoặc phần đầu của yêu cầu quá dài.',
    en: 'address and headers together exceed 16 KiB',
  },
  tooSlow: { issue: 'timeout', vi: 'Yêu cầu gửi đến quá chậm.', en: 'the request did not arrive in time' },
  tookTooLong: {
    issue: 'too-costly',
    vi: 'Câu hỏi mất quá nhiều thời gian. Hãy thu hẹp điều kiện rồi thử lại.',
    en: 'the database gave the statement up after a minute',
  },
  channelUnknown: {
    issue: 'login',
    vi: 'Không nhận: kênh hoặc khóa của đối tác không đúng.',
    en: 'no channel of this id, or Authorization is not its credential',
  },
  tooManyRequests: {
    issue: 'throttled',
    vi: 'Có quá nhiều yêu cầu trong một lúc. Chờ mười giây rồi thử lại.',
    en: 'more requests than LIENMACH_RATE_CLIENT or LIENMACH_RATE_ADDRESS allows',
  },
  tooManyEntries: {
    issue: 'too-costly',
    vi: 'Gói có quá nhiều mục, hãy chia nhỏ.',
    en: 'a Bundle has {most} entries at most',
  },
  tooManyChecks: {
    issue: 'throttled',
    vi: 'Đã hỏi quá nhiều lần trong một phút. Chờ một phút rồi thử lại.',
    en: 'too many checks from this address in one minute',
  },
  wrongOrigin: {
    issue: 'security',
    vi: 'Yêu cầu đến từ trang khác nên bị từ chối.',
    en: 'the form was sent from another origin',
  },
});
