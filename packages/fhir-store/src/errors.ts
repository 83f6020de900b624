import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the record itself. */
export const storeErrors = defineErrors('store', {
  notFound: { issue: 'not-found', vi: 'Không tìm thấy hồ sơ được yêu cầu.', en: 'no such resource' },
  deleted: { issue: 'deleted', vi: 'Hồ sơ này đã bị xóa.', en: 'the resource was deleted' },
  destroyed: {
    issue: 'deleted',
    vi: 'Hồ sơ mang mã này đã được tiêu hủy; mã này không dùng lại.',
    en: 'the resource was destroyed, its id is not used again',
  },
  changedSince: {
    issue: 'conflict',
    vi: 'Hồ sơ đã thay đổi sau khi lập danh mục. Hãy lập lại danh mục.',
    en: 'the resource is not as it was when the list was made',
  },
  versionConflict: {
    issue: 'lock-error',
    vi: 'Hồ sơ vừa được người khác sửa. Hãy tải lại rồi làm tiếp.',
    en: 'the current version is another one than If-Match names',
  },
  multipleMatches: {
    issue: 'multiple-matches',
    vi: 'Điều kiện tìm thấy nhiều hồ sơ, không biết chọn hồ sơ nào.',
    en: 'the condition matches more than one resource',
  },
  unknownReference: {
    issue: 'business-rule',
    vi: 'Hồ sơ được dẫn chiếu không tồn tại.',
    en: 'a literal reference points at nothing',
  },
  unresolvedReference: {
    issue: 'business-rule',
    vi: 'Dẫn chiếu có điều kiện không tìm thấy đúng một hồ sơ.',
    en: 'a conditional reference must match exactly one resource',
  },
  forbidden: { issue: 'forbidden', vi: 'Bạn không có quyền làm việc này.', en: 'outside the reach of the caller' },
  unknownType: { issue: 'not-supported', vi: 'Không có loại hồ sơ này.', en: 'not a resource type of R4' },
  invalidId: {
    issue: 'value',
    vi: 'Mã hồ sơ không hợp lệ.',
    en: 'an id has 1 to 64 characters of A-Z a-z 0-9 - .',
  },
  idMismatch: { issue: 'invalid', vi: 'Mã hồ sơ không khớp với địa chỉ.', en: 'resource.id differs from the URL' },
  notJson: { issue: 'structure', vi: 'Nội dung gửi lên không phải JSON đúng.', en: 'not valid JSON' },
  notAnObject: {
    issue: 'structure',
    vi: 'Nội dung gửi lên phải là một đối tượng JSON.',
    en: 'the root must be an object',
  },
  notAList: { issue: 'structure', vi: 'Nội dung gửi lên phải là một danh sách JSON.', en: 'the root must be a list' },
  duplicateKey: { issue: 'structure', vi: 'Một thuộc tính xuất hiện hai lần.', en: 'duplicate property' },
  forbiddenKey: { issue: 'structure', vi: 'Tên thuộc tính không được phép.', en: 'property name is not allowed' },
  tooDeep: { issue: 'structure', vi: 'Nội dung lồng nhau quá sâu.', en: 'nested too deeply' },
  notABundle: {
    issue: 'value',
    vi: 'Chỉ nhận Bundle loại batch hoặc transaction.',
    en: 'Bundle.type must be batch or transaction',
  },
  invalidEntry: { issue: 'value', vi: 'Một mục trong Bundle không hợp lệ.', en: 'Bundle entry is not usable' },
  duplicateEntry: {
    issue: 'value',
    vi: 'Hai mục trong Bundle cùng thay đổi một hồ sơ.',
    en: 'two entries of a transaction change the same resource',
  },
  emptyCondition: {
    issue: 'required',
    vi: 'Điều kiện tìm hồ sơ bị thiếu hoặc không dùng được.',
    en: 'a conditional interaction needs search criteria',
  },
  invalidValue: { issue: 'value', vi: 'Giá trị không đúng định dạng.', en: 'value does not have the form of its type' },
  unavailable: {
    issue: 'transient',
    vi: 'Cơ sở dữ liệu tạm thời không trả lời. Hãy thử lại sau ít phút.',
    en: 'the database does not answer',
  },
  busy: {
    issue: 'transient',
    vi: 'Hồ sơ đang được nhiều người sửa cùng lúc. Hãy thử lại.',
    en: 'gave up after several conflicting attempts',
  },
});
