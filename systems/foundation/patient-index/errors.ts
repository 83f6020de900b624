import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the patient index. */
export const errors = defineErrors('patient-index', {
  nothingToIdentify: {
    issue: 'required',
    vi: 'Cần quét thẻ, hoặc nhập họ tên và ngày sinh.',
    en: 'neither a scan nor a name with a birth date',
  },
  nothingToMatch: {
    issue: 'required',
    vi: 'Cần họ tên, một số giấy tờ hoặc số điện thoại để tìm.',
    en: 'the Patient has no name, identifier or telecom',
  },
  matchCount: { issue: 'value', vi: 'Số kết quả phải từ 1 đến 100.', en: 'count must be from 1 to 100' },
  pageSize: { issue: 'value', vi: 'Số hồ sơ xem mỗi lần phải từ 1 đến 50.', en: 'count must be from 1 to 50' },
  mergeUnnumbered: {
    issue: 'required',
    vi: 'Bản tin gộp hồ sơ không mang số nào có nơi cấp đã khai ở kênh.',
    en: 'PID-3 or MRG-1 has no identifier of a declared assigning authority',
  },
  mergeUnknown: {
    issue: 'not-found',
    vi: 'Không tìm thấy một trong hai hồ sơ mà bản tin muốn gộp.',
    en: 'no record carries the numbers of PID-3 or MRG-1',
  },
  mergeMarks: {
    issue: 'conflict',
    vi: 'Không chắc bản tin muốn gộp hồ sơ nào: số, họ tên hoặc ngày sinh không khớp. Cần người xem.',
    en: 'two marks of PID do not agree with one record, or MRG-1 names several',
  },
  mergeItself: { issue: 'value', vi: 'Đây là cùng một hồ sơ.', en: 'source and target are the same Patient' },
  mergeInactive: {
    issue: 'business-rule',
    vi: 'Hồ sơ này đã ngừng sử dụng hoặc đã gộp, không gộp được nữa.',
    en: 'one of the two Patients is not active',
  },
  mergeChanged: {
    issue: 'conflict',
    vi: 'Hồ sơ vừa có người sửa. Hãy xem lại hai hồ sơ rồi gộp.',
    en: 'one of the two Patients has a newer version than the one that was looked at',
  },
  mergeReason: { issue: 'required', vi: 'Cần ghi lý do.', en: 'reason is required' },
  notMerged: {
    issue: 'business-rule',
    vi: 'Hồ sơ này chưa gộp vào hồ sơ nào.',
    en: 'Patient.link has no replaced-by',
  },
  notMergedHere: {
    issue: 'business-rule',
    vi: 'Không có ghi chép về lần gộp này, nên không gỡ tự động được.',
    en: 'no completed merge Task of these two Patients',
  },
  notSinceMerge: {
    issue: 'value',
    vi: 'Chỉ chuyển được những gì ghi sau khi gộp.',
    en: 'move names a resource that was not written to the kept Patient since the merge',
  },
  nameRequired: { issue: 'required', vi: 'Cần họ tên để lập mã bệnh nhân.', en: 'name is required to enrol' },
  birthDateRequired: {
    issue: 'required',
    vi: 'Cần ngày sinh, ít nhất là năm sinh.',
    en: 'birth date, at least the year, is required to enrol',
  },
  birthInFuture: { issue: 'value', vi: 'Ngày sinh ở tương lai.', en: 'birth date lies after today' },
  genderRequired: { issue: 'required', vi: 'Cần giới tính.', en: 'gender is required to enrol' },
  phoneUnreadable: { issue: 'value', vi: 'Số điện thoại sai dạng.', en: 'phone must have 9 to 11 digits' },
  twoPersons: {
    issue: 'conflict',
    vi: 'Các thẻ vừa quét mang số định danh khác nhau: không phải của cùng một người.',
    en: 'scans carry different personal numbers',
  },
  likelyDuplicate: {
    issue: 'duplicate',
    vi: 'Có thể đã có hồ sơ: {name}, sinh {birth}, mã {number}. {reasons}',
    en: 'a probable match exists; choose it (existing) or confirm a new patient (confirmNew)',
  },
  severalCertain: {
    issue: 'conflict',
    vi: 'Có hơn một hồ sơ chắc chắn của người này ({numbers}). Hãy báo phòng hồ sơ để gộp.',
    en: 'more than one certain match',
  },
  numberInUse: {
    issue: 'conflict',
    vi: 'Số định danh hoặc mã số BHXH này đang thuộc hồ sơ khác ({number}). Hãy xem lại giấy tờ.',
    en: 'the personal or social-insurance number belongs to another record',
  },
  numberConflict: {
    issue: 'conflict',
    vi: 'Hồ sơ được chọn mang số định danh hoặc mã số BHXH khác. Hãy xem lại giấy tờ.',
    en: 'the chosen patient has another active personal or social-insurance number',
  },
  patientInactive: {
    issue: 'business-rule',
    vi: 'Hồ sơ được chọn đã ngừng sử dụng.',
    en: 'the chosen patient record is not active',
  },
  estimatedAge: {
    issue: 'value',
    vi: 'Tuổi ước lượng phải từ 0 đến 130.',
    en: 'estimatedAge must be a whole number from 0 to 130',
  },
  numbersExhausted: {
    issue: 'transient',
    vi: 'Chưa cấp được mã tạm, hãy thử lại.',
    en: 'no free temporary code after many attempts',
  },
});

/** Things to look at twice; they stop nothing. */
export const notices = defineErrors('patient-index', {
  cardNameDiffers: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Họ tên trên thẻ BHYT ({insured}) khác họ tên {name}.',
    en: 'name on the insurance card differs',
  },
  cardBirthDiffers: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Ngày sinh trên thẻ BHYT ({insured}) khác ngày sinh {birth}.',
    en: 'birth date on the insurance card differs',
  },
  typedDiffers: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Thông tin nhập tay khác với thẻ căn cước: {part}.',
    en: 'typed value differs from the identity card',
  },
  possibleDuplicate: {
    issue: 'duplicate',
    severity: 'warning',
    vi: 'Có thể trùng với {name}, sinh {birth}, mã {number}. {reasons}',
    en: 'a possible match exists',
  },
  manyNamesakes: {
    issue: 'too-costly',
    severity: 'warning',
    vi: 'Quá nhiều người trùng họ tên và năm sinh; chỉ so với người trùng ngày sinh.',
    en: 'too many namesakes of one birth year; compared by day only',
  },
});
