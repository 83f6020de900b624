import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('integration-desk', {
  channelId: {
    issue: 'value',
    vi: 'Mã kênh gồm 2 đến 63 chữ thường không dấu, số, gạch ngang, bắt đầu bằng chữ.',
    en: 'a channel id is 2 to 63 of a-z 0-9 - and begins with a letter',
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
});
