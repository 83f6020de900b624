import { defineErrors } from '@lienmach/outcome';

/** Why a message of a partner cannot be filed. Texts never repeat what it says of a person: they travel back in ERR. */
export const errors = defineErrors('message-gateway', {
  noIdentity: {
    issue: 'required',
    vi: 'Bản tin không mang số người bệnh nào có nơi cấp đã khai ở kênh.',
    en: 'no identifier of PID-3 has an assigning authority that the channel declares (authority.<name>)',
  },
  unknownPerson: {
    issue: 'not-found',
    vi: 'Chưa có người bệnh này, và kênh không được lập hồ sơ mới.',
    en: 'no record carries these numbers, and the channel says new-patients=no',
  },
  newPersonUnnamed: {
    issue: 'required',
    vi: 'Người bệnh chưa có hồ sơ mà bản tin không ghi họ tên.',
    en: 'a new record needs the name of PID-5',
  },
  severalPersons: {
    issue: 'multiple-matches',
    vi: 'Các số trong bản tin thuộc nhiều hồ sơ khác nhau. Cần xem và gộp hồ sơ trước.',
    en: 'the identifiers belong to more than one record',
  },
  marksDiffer: {
    issue: 'conflict',
    vi: 'Số người bệnh có trong hồ sơ, nhưng ngày sinh hoặc họ tên không khớp. Cần người kiểm tra.',
    en: 'the number is known, but no second mark agrees or the birth date differs',
  },
  visitOfOther: {
    issue: 'conflict',
    vi: 'Số lượt khám này đang thuộc một người bệnh khác.',
    en: 'PV1-19 belongs to an Encounter of another patient',
  },
  visitMissing: {
    issue: 'required',
    vi: 'Bản tin không có số lượt khám.',
    en: 'PV1-19 and PID-18 are empty',
  },
  personDecides: {
    issue: 'business-rule',
    vi: 'Việc này ({event}) làm mất hoặc chuyển dữ liệu của hồ sơ: cần người xem và tự làm.',
    en: 'the event deletes or moves what is in the record; a person does that',
  },
  ofOtherPerson: {
    issue: 'conflict',
    vi: 'Số này đã dùng cho một người bệnh khác.',
    en: 'the number of the partner belongs to something of another patient',
  },
  appointmentTime: {
    issue: 'required',
    vi: 'Lịch hẹn không có giờ bắt đầu.',
    en: 'neither TQ1-7, SCH-11.4 nor AIS-4 tells when it starts',
  },
  numberMissing: {
    issue: 'required',
    vi: 'Thiếu số của đối tác ở {at}.',
    en: 'the partner gave no number',
  },
  codeMissing: { issue: 'required', vi: 'Thiếu mã ở {at}.', en: 'a coded element is empty' },
  amountUnreadable: { issue: 'value', vi: 'Số lượng hoặc số tiền không đọc được.', en: 'not a decimal number' },
  creditDecides: {
    issue: 'business-rule',
    vi: 'Bút toán giảm trừ của hệ thống khác: cần người đối chiếu.',
    en: 'FT1-6 is a credit or an adjustment',
  },
  nothingTold: {
    issue: 'required',
    vi: 'Bản tin không có nội dung để ghi.',
    en: 'the segment that the message is about is missing',
  },
  queryTooWide: {
    issue: 'too-costly',
    vi: 'Câu hỏi cần một số có nơi cấp đã khai ở kênh, hoặc họ cùng ngày sinh.',
    en: 'QPD-3 needs an identifier of a declared authority, or a family name and a birth date',
  },
});
