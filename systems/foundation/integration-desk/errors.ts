import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('integration-desk', {
  channelId: {
    issue: 'value',
    vi: 'Mã kênh gồm 2 đến 63 chữ thường không dấu, số, gạch ngang, bắt đầu bằng chữ.',
    en: 'a channel id is 2 to 63 of a-z 0-9 - and begins with a letter',
  },
  idTaken: {
    issue: 'duplicate',
    vi: 'Đã có kênh mang mã “{id}”. Chọn mã khác.',
    en: 'there is an Endpoint {id} already',
  },
  nameMissing: { issue: 'required', vi: 'Cần tên kênh.', en: 'a channel has a name' },
  unknownStatus: { issue: 'value', vi: 'Kênh chỉ có: bật, tắt, thử.', en: 'status is active, off or test' },
  notAChannel: {
    issue: 'not-found',
    vi: 'Không có kênh này.',
    en: 'no Endpoint of this id that carries a channel definition',
  },
  notThatVersion: {
    issue: 'not-found',
    vi: 'Kênh không có bản số {version}.',
    en: 'no version {version} that holds a channel definition',
  },
  nothingToTry: {
    issue: 'required',
    vi: 'Cần mã kênh hoặc nội dung khai báo kênh để thử.',
    en: 'give channel or definition',
  },
  onlyIncoming: {
    issue: 'value',
    vi: 'Chỉ thử được kênh nhận bản tin.',
    en: 'only a channel of direction in can be tried',
  },
  givenUp: { issue: 'processing', vi: 'Người phụ trách tích hợp bỏ qua: {reason}', en: 'given up by an integrator' },
  reasonMissing: { issue: 'required', vi: 'Cần ghi lý do.', en: 'reason must not be empty' },
  nothingWaits: {
    issue: 'not-found',
    vi: 'Không còn bản tin nào nằm chờ vì lý do này.',
    en: 'no parked message belongs to this group',
  },
  badRange: {
    issue: 'value',
    vi: 'Chọn khoảng ngày đúng thứ tự, nhiều nhất {most} ngày.',
    en: 'from is not after to, and they are at most {most} days apart',
  },
  badCode: {
    issue: 'value',
    vi: 'Mã cần có chữ, không dài quá 100 ký tự.',
    en: 'code and target are 1 to 100 characters',
  },
  unknownTarget: {
    issue: 'code-invalid',
    vi: 'Danh mục chỉ số không có mã “{code}”.',
    en: 'the indicator {code} is not in the catalog',
  },
});
