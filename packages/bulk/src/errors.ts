import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('bulk', {
  unknownJob: {
    issue: 'not-found',
    vi: 'Không có lượt xuất hoặc nhập này, hoặc đã hết hạn.',
    en: 'no such job of yours, or it has expired',
  },
  unknownFile: { issue: 'not-found', vi: 'Không có tệp này.', en: 'this job has no such file' },
  cancelled: { issue: 'not-found', vi: 'Lượt này đã bị hủy.', en: 'the job was cancelled' },
  tooMany: {
    issue: 'throttled',
    vi: 'Đang có {limit} lượt chưa xong. Chờ một lượt xong hoặc hủy bớt.',
    en: 'at most {limit} unfinished jobs for one client',
  },
  badParameter: {
    issue: 'value',
    vi: 'Tham số {name} không đúng.',
    en: '{name} is not understood',
  },
  unknownParameter: {
    issue: 'not-supported',
    vi: 'Không có tham số {name}.',
    en: 'the parameter {name} is not supported; Prefer: handling=lenient ignores it',
  },
  noneOfPatients: {
    issue: 'value',
    vi: 'Loại {type} không thuộc hồ sơ của người bệnh.',
    en: '{type} is not in the patient compartment',
  },
  failed: {
    issue: 'exception',
    vi: 'Lượt này hỏng giữa chừng. Hãy làm lại từ đầu.',
    en: 'the job failed and has to be started again',
  },
  noFile: { issue: 'not-found', vi: 'Không có tệp NDJSON nào ở đó.', en: 'no such file, or a folder without .ndjson' },
  notALine: { issue: 'structure', vi: 'Dòng này không phải một hồ sơ FHIR.', en: 'the line is not a FHIR resource' },
  otherType: {
    issue: 'invalid',
    vi: 'Dòng này không thuộc loại {type} đã khai cho tệp.',
    en: 'the line is not of the type {type} that the input declares',
  },
  foreignInput: {
    issue: 'not-supported',
    vi: 'Chỉ nhập được tệp đã gửi lên hệ thống này; không tải tệp từ địa chỉ khác.',
    en: 'an input is the address of a file sent to $import-file of this site; other addresses are never fetched',
  },
  unknownUpload: {
    issue: 'not-found',
    vi: 'Không có tệp đã gửi này, hoặc đã hết hạn hay đã nhập xong.',
    en: 'no such uploaded file of yours; it expires after a day and goes when its import is done',
  },
  tooManyUploads: {
    issue: 'throttled',
    vi: 'Đang có {limit} tệp chờ nhập. Hãy nhập bớt rồi gửi tiếp, hoặc chờ tệp cũ hết hạn.',
    en: 'at most {limit} uploaded files of one client wait for their import',
  },
  uploadTooLong: {
    issue: 'too-long',
    vi: 'Tệp gửi lên quá lớn, hãy chia nhỏ.',
    en: 'an uploaded file has at most {limit} bytes; split it',
  },
  uploadBroken: {
    issue: 'invalid',
    vi: 'Tệp gửi lên không trọn vẹn. Hãy gửi lại.',
    en: 'the upload ended early; nothing of it was kept',
  },
  noRoom: {
    issue: 'transient',
    vi: 'Máy chủ không còn chỗ để nhận tệp. Hãy thử lại sau.',
    en: 'the disk of the server is full or does not write; nothing of the upload was kept',
  },
  lineTooLong: { issue: 'too-long', vi: 'Dòng này quá dài.', en: 'a line has at most {limit} bytes' },
});
