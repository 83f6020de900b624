import { defineErrors } from '@lienmach/outcome';

/** Every way in which a text can fail to be FHIR R4. */
export const errors = defineErrors('validation', {
  notResource: {
    issue: 'structure',
    vi: 'Nội dung không phải là một hồ sơ FHIR (thiếu resourceType).',
    en: 'not a FHIR resource: resourceType is missing',
  },
  unknownType: {
    issue: 'structure',
    vi: 'FHIR R4 không có loại hồ sơ “{type}”.',
    en: 'R4 has no resource type {type}',
  },
  unknownProperty: { issue: 'structure', vi: 'Không có thuộc tính “{name}” ở đây.', en: 'unknown property {name}' },
  notObject: { issue: 'structure', vi: 'Chỗ này phải là một đối tượng.', en: 'must be a JSON object' },
  notArray: { issue: 'structure', vi: 'Chỗ này phải là một danh sách.', en: 'must be a JSON array' },
  notSingle: {
    issue: 'structure',
    vi: 'Chỗ này chỉ nhận một giá trị, không nhận danh sách.',
    en: 'must not be a JSON array',
  },
  nullValue: { issue: 'structure', vi: 'Không được để giá trị rỗng (null).', en: 'null is not allowed here' },
  empty: { issue: 'structure', vi: 'Không được để trống.', en: 'an object, array or string must not be empty' },
  misaligned: {
    issue: 'structure',
    vi: 'Danh sách phần bổ sung không khớp với danh sách giá trị.',
    en: 'the arrays of values and of their extensions do not match',
  },
  tooDeep: { issue: 'structure', vi: 'Nội dung lồng nhau quá sâu.', en: 'nested deeper than {limit} levels' },
  missing: { issue: 'required', vi: 'Thiếu thông tin bắt buộc “{name}”.', en: '{name} is required' },
  moreThanOneChoice: {
    issue: 'structure',
    vi: 'Chỉ được điền một trong các dạng của “{name}”.',
    en: 'only one of the types of {name}[x] may be given',
  },
  invalidValue: { issue: 'value', vi: 'Giá trị không đúng kiểu {type}.', en: 'not a valid {type}' },
  invalidCode: {
    issue: 'code-invalid',
    vi: 'Mã “{value}” không có trong danh sách được phép.',
    en: 'code is not in the required value set {valueSet}',
  },
  unboundConcept: {
    issue: 'code-invalid',
    vi: 'Thiếu mã thuộc danh sách được phép.',
    en: 'no coding is in the required value set',
  },
  invalidReference: { issue: 'value', vi: 'Dẫn chiếu không đúng dạng.', en: 'not a usable reference' },
  wrongTarget: {
    issue: 'value',
    vi: 'Không được dẫn chiếu tới {type} ở đây.',
    en: 'may not point at {type}, only at {allowed}',
  },
  missingContained: {
    issue: 'value',
    vi: 'Hồ sơ kèm theo được dẫn chiếu không có trong hồ sơ này.',
    en: 'no contained resource has this id',
  },
  nestedContained: {
    issue: 'invariant',
    vi: 'Hồ sơ kèm theo không được chứa hồ sơ kèm theo khác.',
    en: 'dom-2: a contained resource contains resources',
  },
  unusedContained: {
    issue: 'invariant',
    vi: 'Hồ sơ kèm theo không được dẫn chiếu từ đâu.',
    en: 'dom-3: nothing refers to this contained resource',
  },
  containedMeta: {
    issue: 'invariant',
    vi: 'Hồ sơ kèm theo không được có phiên bản, thời điểm cập nhật hay nhãn bảo mật riêng.',
    en: 'dom-4, dom-5: a contained resource has its own version, time or security label',
  },
  unsafeNarrative: {
    issue: 'value',
    vi: 'Phần văn bản trình bày có nội dung không được phép.',
    en: 'narrative is not restricted XHTML',
  },
  invariant: { issue: 'invariant', vi: '{vi}', en: '{key}: {en}' },
  tooMany: {
    issue: 'structure',
    vi: 'Còn nhiều lỗi nữa; chỉ {limit} lỗi đầu được nêu.',
    en: 'only the first {limit} problems are listed',
  },
});
