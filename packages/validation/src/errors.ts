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
  tooFewItems: {
    issue: 'required',
    vi: 'Hồ sơ mẫu yêu cầu ít nhất {min} “{name}”, ở đây có {count}.',
    en: '{name}: at least {min} required, {count} found',
  },
  tooManyItems: {
    issue: 'structure',
    vi: 'Hồ sơ mẫu cho phép nhiều nhất {max} “{name}”, ở đây có {count}.',
    en: '{name}: at most {max} allowed, {count} found',
  },
  wrongType: {
    issue: 'value',
    vi: 'Giá trị phải có kiểu {allowed}, không phải {type}.',
    en: 'type {type} is not allowed here, only {allowed}',
  },
  notFixed: { issue: 'value', vi: 'Giá trị phải đúng là {expected}.', en: 'must be exactly {expected}' },
  notPattern: { issue: 'value', vi: 'Giá trị phải chứa {expected}.', en: 'must contain the pattern {expected}' },
  tooLong: { issue: 'value', vi: 'Dài quá {limit} ký tự.', en: 'longer than {limit} characters' },
  outOfRange: {
    issue: 'value',
    vi: 'Giá trị ngoài khoảng cho phép ({limit}).',
    en: 'outside the allowed range ({limit})',
  },
  unmatchedSlice: {
    issue: 'structure',
    vi: 'Mục này không thuộc loại nào mà hồ sơ mẫu cho phép ở “{name}”.',
    en: '{name} is closed and this item matches none of its slices',
  },
  sliceOrder: {
    issue: 'structure',
    vi: 'Mục này đứng sai thứ tự trong “{name}”.',
    en: 'this item of {name} is out of the order of its slices',
  },
  targetNotConforming: {
    issue: 'value',
    vi: 'Hồ sơ được dẫn chiếu không đúng hồ sơ mẫu {allowed}.',
    en: 'the target conforms to none of {allowed}',
  },
  noTypeProfile: {
    issue: 'value',
    vi: 'Phần này không đúng hồ sơ mẫu nào trong {allowed}.',
    en: 'conforms to none of {allowed}',
  },
  notInValueSet: {
    issue: 'code-invalid',
    vi: 'Mã “{value}” không thuộc tập giá trị {valueSet}.',
    en: 'not in the value set {valueSet} ({strength} binding)',
  },
  noCodeGiven: {
    issue: 'code-invalid',
    vi: 'Cần một mã thuộc tập giá trị {valueSet}.',
    en: 'a code of {valueSet} is required',
  },
  uncheckedBinding: {
    issue: 'not-found',
    severity: 'warning',
    vi: 'Chưa kiểm được mã: nơi này không có tập giá trị {valueSet}.',
    en: 'binding not checked: value set {valueSet} is not known here',
  },
  constraintNotRun: {
    issue: 'not-supported',
    severity: 'information',
    vi: 'Chưa kiểm được điều kiện {key}.',
    en: 'constraint {key} was not evaluated',
  },
  unknownProfile: {
    issue: 'processing',
    vi: 'Nơi này không có hồ sơ mẫu {profile}.',
    en: 'profile {profile} is not known here',
  },
  profileOfOtherType: {
    issue: 'invariant',
    vi: 'Hồ sơ mẫu {profile} dành cho {type}.',
    en: 'profile {profile} constrains {type}',
  },
  unusableProfile: {
    issue: 'not-supported',
    severity: 'warning',
    vi: 'Hồ sơ mẫu {profile} dựa trên một hồ sơ mẫu không có ở đây; chỉ kiểm được phần riêng của nó.',
    en: 'the base of profile {profile} is not known here; only its own constraints were checked',
  },
  unknownExtension: {
    issue: 'not-found',
    severity: 'information',
    vi: 'Phần mở rộng {url} không có định nghĩa ở đây.',
    en: 'extension {url} is not known here',
  },
  unknownModifier: {
    issue: 'not-found',
    severity: 'warning',
    vi: 'Phần mở rộng {url} làm thay đổi ý nghĩa nhưng không có định nghĩa ở đây.',
    en: 'modifier extension {url} is not known here',
  },
  misplacedModifier: {
    issue: 'structure',
    vi: 'Phần mở rộng {url} đứng sai chỗ: phần làm thay đổi ý nghĩa phải ở modifierExtension, phần khác ở extension.',
    en: 'extension {url}: modifier extensions belong in modifierExtension, others in extension',
  },
  extensionContext: {
    issue: 'structure',
    vi: 'Phần mở rộng {url} không dùng ở đây được.',
    en: 'extension {url} is not allowed here, only in {allowed}',
  },
  nothingWrong: {
    issue: 'informational',
    severity: 'information',
    vi: 'Không có lỗi.',
    en: 'no problem was found',
  },
  tooMany: {
    issue: 'structure',
    vi: 'Còn nhiều lỗi nữa; chỉ {limit} lỗi đầu được nêu.',
    en: 'only the first {limit} problems are listed',
  },
});
