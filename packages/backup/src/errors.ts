import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('backup', {
  noRecipient: {
    issue: 'required',
    vi: 'Chưa khai báo khóa công khai để mã hóa bản sao lưu (LIENMACH_BACKUP_RECIPIENT).',
    en: 'LIENMACH_BACKUP_RECIPIENT must hold an age recipient; make one with lienmach backup-key',
  },
  badRecipient: {
    issue: 'value',
    vi: 'Khóa công khai để mã hóa bản sao lưu không đúng dạng.',
    en: 'not an age recipient (age1…)',
  },
  badIdentity: {
    issue: 'value',
    vi: 'Tệp khóa bí mật không đúng dạng.',
    en: 'the identity file holds no age identity (AGE-SECRET-KEY-1…)',
  },
  nothing: {
    issue: 'not-found',
    vi: 'Cơ sở dữ liệu này trống, không có gì để sao lưu.',
    en: 'the database is empty',
  },
  fileThere: {
    issue: 'duplicate',
    vi: 'Tệp này đã có, không ghi đè lên bản sao lưu cũ.',
    en: 'the file exists; a backup never overwrites',
  },
  noFile: { issue: 'not-found', vi: 'Không có tệp sao lưu này.', en: 'no such backup file' },
  notABackup: {
    issue: 'structure',
    vi: 'Tệp này không phải bản sao lưu của Liền Mạch.',
    en: 'not a backup of this program',
  },
  wrongKey: {
    issue: 'security',
    vi: 'Khóa bí mật này không mở được bản sao lưu.',
    en: 'no identity in the file given opens this backup',
  },
  damaged: {
    issue: 'structure',
    vi: 'Bản sao lưu bị hỏng hoặc bị cắt cụt. Không ghi gì vào cơ sở dữ liệu.',
    en: 'the backup is damaged or cut; nothing was written',
  },
  newer: {
    issue: 'not-supported',
    vi: 'Bản sao lưu do phiên bản mới hơn tạo ra. Hãy cập nhật chương trình rồi khôi phục.',
    en: 'the backup was made by a newer release',
  },
  notEmpty: {
    issue: 'business-rule',
    vi: 'Chỉ khôi phục vào cơ sở dữ liệu trống; cơ sở dữ liệu này đã có dữ liệu.',
    en: 'restore needs an empty database',
  },
  keysThere: {
    issue: 'business-rule',
    vi: 'Thư mục dữ liệu này đã có khóa của một cơ sở. Hãy chọn thư mục dữ liệu khác.',
    en: 'the data folder already holds keys',
  },
  tooOldServer: {
    issue: 'not-supported',
    vi: 'Máy chủ cơ sở dữ liệu phải là PostgreSQL 15 trở lên.',
    en: 'PostgreSQL 15 or newer is needed',
  },
  differs: {
    issue: 'processing',
    vi: 'Dữ liệu sau khi khôi phục khác với lúc sao lưu. Không giữ lại gì.',
    en: 'what was restored is not what was saved; everything was undone',
  },
});
