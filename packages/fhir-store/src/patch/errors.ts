import { defineErrors } from '@lienmach/outcome';

/** Why a patch is not carried out. */
export const patchErrors = defineErrors('patch', {
  malformed: { issue: 'structure', vi: 'Bản sửa từng phần không đúng dạng.', en: 'not a usable patch document' },
  testFailed: {
    issue: 'conflict',
    vi: 'Hồ sơ không còn như lúc bạn xem, nên không sửa.',
    en: 'a test of the patch does not hold',
  },
  noTarget: {
    issue: 'processing',
    vi: 'Chỗ cần sửa không có trong hồ sơ.',
    en: 'the place to change is not in the resource',
  },
  manyTargets: {
    issue: 'processing',
    vi: 'Đường dẫn chỉ tới nhiều chỗ, không biết sửa chỗ nào.',
    en: 'the path means more than one place',
  },
  notUnique: {
    issue: 'processing',
    vi: 'Chỗ này đã có giá trị và chỉ nhận một giá trị.',
    en: 'the element does not repeat and has a value already',
  },
  identity: {
    issue: 'processing',
    vi: 'Không được đổi loại hay mã của hồ sơ.',
    en: 'resourceType and id cannot be patched',
  },
  tooLarge: {
    issue: 'too-costly',
    vi: 'Bản sửa từng phần quá lớn.',
    en: 'the patch, or what it would make, is too large',
  },
});
