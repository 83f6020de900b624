import { defineErrors } from '@lienmach/outcome';

/** What this package refuses to sign, to read or to print. */
export const errors = defineErrors('documents', {
  notXml: { issue: 'structure', vi: 'Tài liệu không phải XML hợp lệ.', en: 'not well-formed XML' },
  forbiddenMarkup: {
    issue: 'structure',
    vi: 'Tài liệu có DOCTYPE, thực thể, chú thích, CDATA hoặc chỉ thị xử lý: không ký.',
    en: 'DOCTYPE, entities, comments, CDATA and processing instructions are refused before parsing',
  },
  tooLarge: { issue: 'too-long', vi: 'Tài liệu quá lớn để ký.', en: 'document is larger than the limit' },
  alreadySigned: {
    issue: 'business-rule',
    vi: 'Tài liệu đã có chữ ký số.',
    en: 'document already carries a signature',
  },
  noPlace: {
    issue: 'structure',
    vi: 'Tài liệu không có đúng một chỗ trống để đặt chữ ký.',
    en: 'the element that takes the signature must be there once, and empty',
  },
  reservedId: {
    issue: 'business-rule',
    vi: 'Tài liệu dùng mã phần tử dành riêng cho chữ ký.',
    en: 'an element uses an Id that is reserved for the signature',
  },
  keyMismatch: {
    issue: 'processing',
    vi: 'Khóa ký không khớp với chứng thư số: không phát hành tài liệu.',
    en: 'the document just signed does not verify with its own certificate',
  },
  keyFileTooOpen: {
    issue: 'security',
    vi: 'Tệp khóa ký để người khác đọc được. Đặt quyền 0600 rồi khởi động lại.',
    en: 'signing key file must not be readable by group or others',
  },
  keyFileBroken: {
    issue: 'processing',
    vi: 'Tệp khóa ký hỏng: phải có một khóa riêng và một chứng thư số.',
    en: 'signing key file must hold one private key and one certificate',
  },
  notABarcode: {
    issue: 'value',
    vi: 'Mã vạch chỉ gồm chữ không dấu và chữ số.',
    en: 'a Code 128 barcode holds 1 to 48 printable ASCII characters',
  },
  unprintable: {
    issue: 'value',
    vi: 'Văn bản có ký tự điều khiển, không in được.',
    en: 'text holds control characters',
  },
});
