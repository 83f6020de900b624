import { defineErrors } from '@lienmach/outcome';

/** Why a text is not FHIR XML. Texts of the document are never quoted: they may be about a patient. */
export const xmlErrors = defineErrors('xml', {
  doctype: {
    issue: 'structure',
    vi: 'Không nhận XML có khai báo DOCTYPE hay thực thể.',
    en: 'document type and entity declarations are refused',
  },
  encoding: { issue: 'structure', vi: 'Chỉ nhận XML bằng UTF-8.', en: 'only UTF-8 is read' },
  notWellFormed: { issue: 'structure', vi: 'Nội dung gửi lên không phải XML đúng.', en: 'not well-formed XML' },
  notFhir: {
    issue: 'structure',
    vi: 'Nội dung không phải hồ sơ FHIR dạng XML.',
    en: 'the root must be a resource in the namespace http://hl7.org/fhir',
  },
  unknownElement: { issue: 'structure', vi: 'Không có thành phần “{name}” ở đây.', en: 'unknown element {name}' },
  unknownAttribute: { issue: 'structure', vi: 'Không có thuộc tính “{name}” ở đây.', en: 'unknown attribute {name}' },
  repeated: {
    issue: 'structure',
    vi: 'Thành phần “{name}” chỉ được có một.',
    en: 'element {name} does not repeat',
  },
  empty: { issue: 'structure', vi: 'Thành phần “{name}” không có nội dung.', en: 'element {name} is empty' },
  unexpectedText: { issue: 'structure', vi: 'Có chữ ở chỗ không được có chữ.', en: 'text between elements' },
  tooDeep: { issue: 'structure', vi: 'Nội dung lồng nhau quá sâu.', en: 'nested deeper than {limit} levels' },
  tooMany: {
    issue: 'too-costly',
    vi: 'Nội dung có quá nhiều thành phần.',
    en: 'more than {limit} elements, or attributes on one element',
  },
});
