import type { Bilingual } from '@lienmach/ui';

const both = (vi: string, en: string, hint = ''): readonly [Bilingual, string] => [{ vi, en }, hint];

/** Names of a channel's lines and a word of help; a line without one is called by its path. */
const names: Readonly<Record<string, readonly [Bilingual, string]>> = {
  direction: both('Chiều', 'Direction'),
  'transport.kind': both('Cách truyền', 'Transport'),
  'transport.host': both('Địa chỉ máy', 'Host', 'Nhận: nghe ở đâu, để trống là chỉ máy này. Gửi: máy của đối tác.'),
  'transport.port': both('Cổng', 'Port', 'Nhận MLLP không ghi cổng: dùng cổng chung của cơ sở.'),
  'transport.tls': both('Mã hóa TLS', 'TLS'),
  'transport.certificate': both('Tệp chứng thư', 'Certificate file', 'Tên tệp bí mật, bắt đầu bằng mã kênh.'),
  'transport.key': both('Tệp khóa', 'Key file', 'Tên tệp bí mật, bắt đầu bằng mã kênh.'),
  'transport.authorities': both('Tệp chứng thư gốc', 'Authorities file', 'Chứng thư của đối tác phải từ đây mà ra.'),
  'transport.url': both('Địa chỉ web', 'Address', 'Bắt đầu bằng https://'),
  'transport.service': both('Dịch vụ của cơ sở', 'Service', 'Dịch vụ khai trong tệp của cơ sở, thay cho địa chỉ web.'),
  'transport.path': both('Đường dẫn', 'Path'),
  'transport.folder': both('Thư mục', 'Folder', 'Nằm dưới thư mục exchange của cơ sở.'),
  'transport.suffix': both('Đuôi tệp', 'Suffix'),
  'transport.user': both('Tên đăng nhập', 'User'),
  'transport.identity': both('Tệp khóa đăng nhập', 'Key file', 'Tên tệp bí mật, bắt đầu bằng mã kênh.'),
  'transport.password': both('Tệp mật khẩu', 'Password file', 'Tên tệp bí mật, bắt đầu bằng mã kênh.'),
  'transport.stream': both('Luồng', 'Stream', 'Luồng (stream) của máy NATS.'),
  'transport.subject': both(
    'Chủ đề',
    'Subject',
    'Gửi: một chủ đề. Nhận: chỉ lấy các chủ đề này, để trống là cả luồng.',
  ),
  'transport.consumer': both('Đầu đọc', 'Consumer', 'Để trống: lấy mã kênh; chưa có thì được tạo.'),
  'transport.answerWithin': both('Đợi trả lời', 'Answer within'),
  'transport.charset': both('Bảng mã khi gửi', 'Character set'),
  codec: both('Kiểu bản tin', 'Codec'),
  mappings: both('Chỉ nhận các loại', 'Mappings', 'Để trống: loại nào hiểu được thì nhận.'),
  'partner.id': both('Mã đối tác', 'Partner id', 'Tên đối tác trong sổ bản tin và hồ sơ.'),
  'partner.organization': both('Mã cơ sở của đối tác', 'Facility code'),
  'partner.addresses': both('Địa chỉ được phép', 'Addresses', 'Cách nhau bằng dấu phẩy.'),
  'partner.certificates': both('Dấu vân tay chứng thư', 'Certificates', 'SHA-256, cách nhau bằng dấu phẩy.'),
  'partner.credential': both('Tệp khóa gọi', 'Credential file', 'Tên tệp bí mật, bắt đầu bằng mã kênh.'),
  'destination.forward': both('Chuyển tiếp tới kênh', 'Forward to', 'Chuyển nguyên bản tin, không đọc nghĩa.'),
  'retry.first': both('Gửi lại sau', 'First retry'),
  'retry.longest': both('Chờ lâu nhất', 'Longest wait'),
  'retry.attempts': both('Số lần thử', 'Attempts', 'Để trống: thử mãi.'),
  orderingKey: both('Giữ thứ tự theo', 'Order kept by'),
  'rateLimit.perMinute': both('Tin mỗi phút, nhiều nhất', 'Messages a minute'),
  'rateLimit.inHand': both('Tin xử lý cùng lúc', 'In hand'),
  'alert.silentMinutes': both('Im lặng quá', 'Silent for'),
  'alert.parked': both('Nằm chờ từ', 'Parked'),
  'alert.withinMinutes': both('Đếm trong', 'Within'),
  'alert.waitingMinutes': both('Chờ gửi quá', 'Waiting for'),
  options: both('Tùy chọn', 'Options', 'Mỗi dòng một cặp: tên=giá trị'),
};

const values: Readonly<Record<string, Bilingual>> = {
  in: { vi: 'Nhận vào', en: 'In' },
  out: { vi: 'Gửi đi', en: 'Out' },
  mllp: { vi: 'HL7 qua MLLP', en: 'MLLP' },
  'astm-tcp': { vi: 'ASTM qua TCP', en: 'ASTM over TCP' },
  http: { vi: 'HTTP', en: 'HTTP' },
  folder: { vi: 'Thư mục tệp', en: 'Folder' },
  sftp: { vi: 'SFTP', en: 'SFTP' },
  nats: { vi: 'NATS', en: 'NATS' },
  none: { vi: 'Không', en: 'None' },
  server: { vi: 'Bên nghe có chứng thư', en: 'Server' },
  mutual: { vi: 'Hai bên có chứng thư', en: 'Mutual' },
  hl7v2: { vi: 'HL7 v2', en: 'HL7 v2' },
  astm: { vi: 'ASTM', en: 'ASTM' },
  cda: { vi: 'CDA', en: 'CDA' },
  fhir: { vi: 'FHIR', en: 'FHIR' },
  json: { vi: 'JSON', en: 'JSON' },
  csv: { vi: 'CSV', en: 'CSV' },
  xml: { vi: 'XML', en: 'XML' },
  patient: { vi: 'Người bệnh', en: 'Patient' },
  order: { vi: 'Chỉ định', en: 'Order' },
  channel: { vi: 'Cả kênh', en: 'Channel' },
};

const units: Readonly<Record<string, Bilingual>> = {
  minutes: { vi: 'phút', en: 'min' },
  ms: { vi: 'ms', en: 'ms' },
};

const plain = (text: string): Bilingual => ({ vi: text, en: text });

export const lineName = (path: string): Bilingual => names[path]?.[0] ?? plain(path);
/** @param meaning  of the channel reference, in English */
export const lineHint = (path: string, meaning: string): Bilingual => ({
  vi: names[path]?.[1] ?? meaning,
  en: meaning.replaceAll('`', ''),
});
export const valueName = (value: string): Bilingual => values[value] ?? plain(value);
export const unitName = (unit: string): Bilingual => units[unit] ?? plain(unit);
