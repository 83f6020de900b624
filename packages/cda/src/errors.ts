import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('cda', {
  tooLarge: {
    issue: 'too-long',
    vi: 'Tài liệu quá lớn: nhiều nhất 20 MB.',
    en: 'a clinical document has at most 20,000,000 bytes',
  },
  notUtf8: {
    issue: 'structure',
    vi: 'Tài liệu không phải văn bản UTF-8.',
    en: 'bytes or declared encoding are not UTF-8',
  },
  doctype: {
    issue: 'security',
    vi: 'Tài liệu khai báo kiểu (DOCTYPE) hoặc thực thể: không nhận.',
    en: 'document type declarations and entities are refused before parsing',
  },
  notWellFormed: {
    issue: 'structure',
    vi: 'Tài liệu không đúng dạng XML.',
    en: 'not well-formed XML',
  },
  tooDeep: {
    issue: 'too-costly',
    vi: 'Tài liệu lồng nhau quá sâu hoặc có quá nhiều phần tử.',
    en: 'more than 100 levels, 300,000 elements or 60 attributes on one element',
  },
  fragment: {
    issue: 'structure',
    vi: 'Đây là một mảnh (<{root}>), không phải tài liệu CDA trọn vẹn: không rõ của ai, do ai lập. Gửi cả tài liệu ClinicalDocument.',
    en: 'root element is {root}, not ClinicalDocument',
  },
  otherNamespace: {
    issue: 'structure',
    vi: 'Phần tử ClinicalDocument không khai báo không gian tên urn:hl7-org:v3: không phải tài liệu CDA R2.',
    en: 'ClinicalDocument must be of the namespace urn:hl7-org:v3',
  },
  incompleteHeader: {
    issue: 'required',
    vi: 'Phần đầu của tài liệu CDA thiếu {name}.',
    en: 'CDA header lacks {name}',
  },
});
