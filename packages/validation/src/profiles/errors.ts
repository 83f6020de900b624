import { defineErrors } from '@lienmach/outcome';

/** What profiles, extensions and bindings find fault with, beyond R4 itself. */
export const profileErrors = defineErrors('validation', {
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
});
