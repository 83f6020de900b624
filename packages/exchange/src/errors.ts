import { defineErrors } from '@lienmach/outcome';

/** Everything the message gateway can refuse. Texts never repeat patient data: they travel back to the partner in ERR. */
export const errors = defineErrors('exchange', {
  notHl7: {
    issue: 'structure',
    vi: 'Bản tin không phải HL7 v2: thiếu hoặc sai đoạn MSH ở đầu.',
    en: 'message does not start with a usable MSH segment',
  },
  badSegment: { issue: 'structure', vi: 'Bản tin có đoạn sai cấu trúc.', en: 'segment name is not three characters' },
  badBatch: {
    issue: 'structure',
    vi: 'Lô bản tin bị thiếu hoặc sai số đếm ở cuối lô.',
    en: 'batch is not whole: a count does not agree, or it holds no message',
  },
  tooLarge: { issue: 'too-long', vi: 'Bản tin quá lớn.', en: 'message exceeds the limit' },
  unknownCharset: {
    issue: 'not-supported',
    vi: 'Bảng mã khai báo ở MSH-18 không được hỗ trợ.',
    en: 'MSH-18 names a character set that is not supported',
  },
  invalidBytes: {
    issue: 'value',
    vi: 'Nội dung bản tin không đúng bảng mã đã khai báo.',
    en: 'bytes are not valid in the declared character set',
  },
  invalidTime: { issue: 'value', vi: 'Thời điểm trong bản tin không hợp lệ.', en: 'not an HL7 date or time' },
  missingControlId: { issue: 'required', vi: 'Bản tin thiếu số hiệu (MSH-10).', en: 'MSH-10 is empty' },
  unknownType: {
    issue: 'not-supported',
    vi: 'Loại bản tin này chưa được tiếp nhận.',
    en: 'no room understands this message type',
  },
  controlIdReused: {
    issue: 'duplicate',
    vi: 'Số hiệu bản tin đã dùng cho một nội dung khác.',
    en: 'control id was already used for other content',
  },
  notReadable: {
    issue: 'structure',
    vi: 'Nội dung không phải {name} đọc được.',
    en: 'content cannot be read as {name}',
  },
  unknownCodec: {
    issue: 'not-supported',
    vi: 'Kênh khai một cách viết bản tin chưa có.',
    en: 'no such codec in this house',
  },
  unknownCode: {
    issue: 'code-invalid',
    vi: 'Mã “{code}” của đối tác chưa có trong bảng đổi mã của kênh.',
    en: 'the code map of the channel does not know this code',
  },
  needMissing: {
    issue: 'not-found',
    vi: 'Không tìm thấy {label} mà bản tin nhắc tới.',
    en: 'nothing in the record matches {need}',
  },
  needAmbiguous: {
    issue: 'multiple-matches',
    vi: 'Có nhiều hơn một {label} khớp với bản tin.',
    en: 'more than one resource matches {need}',
  },
  notParked: {
    issue: 'conflict',
    vi: 'Bản tin không ở trạng thái chờ xử lý.',
    en: 'only a parked or received message can be handled again',
  },
  underWay: {
    issue: 'conflict',
    vi: 'Bản tin đang được xử lý. Xem lại sau ít giây.',
    en: 'somebody else handles this message right now',
  },
  corrected: {
    issue: 'processing',
    vi: 'Đã sửa thành bản tin số {by} và phát lại.',
    en: 'corrected by a person as message {by}',
  },
  sameContent: {
    issue: 'duplicate',
    vi: 'Nội dung sửa giống hệt một bản tin đã có. Sửa nội dung rồi phát lại.',
    en: 'the corrected message equals one in the log',
  },
  notWaiting: {
    issue: 'conflict',
    vi: 'Bản tin gửi đi này không còn chờ gửi.',
    en: 'only a waiting or refused outgoing message can be changed',
  },
  unknownMessage: { issue: 'not-found', vi: 'Không có bản tin này trong sổ.', en: 'no such message in the log' },
  folderReplaced: {
    issue: 'processing',
    vi: 'Thư mục của kênh không còn là thư mục thật. Kiểm tra nơi chia sẻ tệp rồi mở lại kênh.',
    en: 'done/ and failed/ of a folder channel must be folders, not links',
  },
  unknownChannel: { issue: 'not-found', vi: 'Không có kênh gửi này.', en: 'no such partner channel' },
  channelField: {
    issue: 'value',
    vi: 'Mục “{name}” của kênh không đúng.',
    en: '{name} must be {expected}',
  },
  channelUnknownField: {
    issue: 'invalid',
    vi: 'Kênh không có mục “{name}”.',
    en: '{name} is no line of a channel; see docs/integration/channels.md',
  },
  channelFieldElsewhere: {
    issue: 'invalid',
    vi: 'Mục “{name}” không dùng cho chiều hoặc cách truyền này.',
    en: '{name} belongs to another direction or transport',
  },
  channelMissing: { issue: 'required', vi: 'Kênh thiếu mục “{name}”.', en: '{name} is required here' },
  channelOutside: {
    issue: 'business-rule',
    vi: 'Cổng mở ra ngoài máy này cần TLS và đối tác đã khai báo địa chỉ hoặc chứng thư.',
    en: 'outside loopback a channel needs tls and partner.addresses or partner.certificates',
  },
  channelSecret: {
    issue: 'business-rule',
    vi: 'Không đọc được tệp bí mật “{name}” của kênh. Tên tệp bắt đầu bằng mã kênh.',
    en: 'secret file {name} is missing, too short, or not named after the channel',
  },
  channelPaper: {
    issue: 'business-rule',
    vi: 'Tệp “{name}” không phải chứng thư hoặc khóa dùng được, hoặc khóa không đi với chứng thư.',
    en: '{name} is no certificate or key in PEM, or the key belongs to another certificate',
  },
  channelHost: {
    issue: 'business-rule',
    vi: 'Kênh không được gọi tới máy “{name}”. Người quản trị khai máy này trong tệp của cơ sở (partnerHosts).',
    en: '{name} is not in partnerHosts of the site file; without that list only addresses of private networks are called',
  },
  channelClear: {
    issue: 'business-rule',
    vi: 'Máy “{name}” ở ngoài mạng của cơ sở: kênh cần TLS.',
    en: 'beyond the own networks a channel needs tls',
  },
  channelNotOpened: {
    issue: 'transient',
    vi: 'Không mở được kênh. Xem lại cổng, địa chỉ và thư mục.',
    en: 'the channel could not be opened',
  },
  channelGone: {
    issue: 'conflict',
    vi: 'Kênh mà bản tin đã tới không còn, hoặc không còn là kênh nhận. Khai lại kênh rồi phát lại.',
    en: 'the channel this message came by is unknown now, or no longer takes messages; nothing was read',
  },
  channelInTest: {
    issue: 'processing',
    vi: 'Kênh đang ở chế độ thử: bản tin hiểu được và chưa ghi gì.',
    en: 'the channel is in test: nothing was written',
  },
  noAnswer: { issue: 'timeout', vi: 'Đối tác không trả lời.', en: 'no acknowledgement in time' },
  notTaken: {
    issue: 'transient',
    vi: 'Máy ở đầu kia không nhận được bản tin sau sáu lần gửi.',
    en: 'the other end of the line refused one frame six times',
  },
  notAstm: {
    issue: 'structure',
    vi: 'Bản tin không phải ASTM: thiếu hoặc sai bản ghi H ở đầu.',
    en: 'message does not start with a usable H record',
  },
  astmOrder: {
    issue: 'structure',
    vi: 'Bản ghi ASTM thiếu, thừa hoặc sai thứ tự.',
    en: 'records are missing, unknown or out of order',
  },
  astmCut: {
    issue: 'incomplete',
    vi: 'Bản tin ASTM bị cắt hoặc máy báo đã dừng giữa chừng.',
    en: 'no terminator record, or one that says the sender broke off',
  },
  notConnected: { issue: 'transient', vi: 'Không kết nối được tới đối tác.', en: 'connection failed or was lost' },
  notAdmitted: {
    issue: 'forbidden',
    vi: 'Máy của đối tác không nhận tên, mật khẩu hoặc khóa của kênh, hoặc không cho làm việc này.',
    en: 'the server turned the credential away, or it permits too little',
  },
  noStream: {
    issue: 'not-found',
    vi: 'Máy NATS của đối tác không có luồng nào cho “{name}”, hoặc chưa bật JetStream.',
    en: 'no stream {name}, no stream takes this subject, or JetStream is off',
  },
  readerUnfit: {
    issue: 'conflict',
    vi: 'Đầu đọc “{name}” trên máy NATS không dùng được: phải là loại kéo (pull) và xác nhận từng bản tin (explicit).',
    en: 'consumer {name} pushes, or does not ask for explicit acknowledgement; name another one',
  },
  refusedByPartner: {
    issue: 'processing',
    vi: 'Đối tác từ chối bản tin.',
    en: 'partner answered with a negative acknowledgement',
  },
  serviceAddress: {
    issue: 'value',
    vi: 'Địa chỉ của dịch vụ {id} không dùng được.',
    en: 'the address of {id} must be https (http only inside), and calls must stay below it',
  },
  servicePrivate: {
    issue: 'forbidden',
    vi: 'Địa chỉ của dịch vụ {id} nằm trong mạng riêng.',
    en: 'the address of {id} leads into a private network',
  },
  serviceUnreachable: {
    issue: 'transient',
    vi: 'Không kết nối được tới {id}.',
    en: 'no connection to {id}: nothing was sent',
  },
  serviceSilent: {
    issue: 'timeout',
    vi: '{id} không trả lời trọn vẹn.',
    en: '{id} was connected to, but no whole answer came',
  },
  bug: { issue: 'exception', vi: 'Lỗi hệ thống khi xử lý bản tin.', en: 'unexpected failure while handling' },
});
