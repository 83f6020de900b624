const things: Readonly<Record<string, string>> = {
  '*': 'mọi phần của hồ sơ',
  Patient: 'thông tin hành chính',
  Observation: 'kết quả xét nghiệm và dấu hiệu sinh tồn',
  DiagnosticReport: 'phiếu kết quả',
  Condition: 'chẩn đoán',
  AllergyIntolerance: 'dị ứng',
  Encounter: 'lượt khám',
  Appointment: 'lịch hẹn',
  MedicationRequest: 'đơn thuốc',
  MedicationStatement: 'thuốc đang dùng',
  Immunization: 'tiêm chủng',
  Procedure: 'thủ thuật, phẫu thuật',
  ServiceRequest: 'chỉ định',
  DocumentReference: 'giấy tờ',
};

const versionOne: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

function rightsOf(asked: string): string {
  const letters = versionOne[asked] ?? asked;
  const words = [
    /[rs]/.test(letters) ? 'xem' : '',
    /[cu]/.test(letters) ? 'thêm và sửa' : '',
    letters.includes('d') ? 'xóa' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

const whose: Readonly<Record<string, string>> = {
  patient: 'của người bệnh này',
  user: 'trong phạm vi quyền của bạn',
};

const sentences: Readonly<Record<string, string>> = {
  openid: 'Biết bạn là ai trong hệ thống này',
  fhirUser: 'Biết bạn là ai trong hồ sơ',
  offline_access: 'Làm việc cả khi bạn không mở ứng dụng, tối đa 90 ngày',
  online_access: 'Làm việc cho đến khi bạn đăng xuất',
  'launch/patient': 'Biết bạn đang chọn người bệnh nào',
  'launch/encounter': 'Biết lượt khám đang mở',
  launch: 'Biết hồ sơ và lượt khám đang mở',
};

/** by what a scope may be narrower, in a person's words */
const narrower: Readonly<Record<string, string>> = {
  category: 'nhóm',
  code: 'mã',
  status: 'trạng thái',
  type: 'loại',
  'clinical-status': 'tình trạng',
  'verification-status': 'mức chắc chắn',
  intent: 'mục đích',
  class: 'hình thức khám',
};

/** `category=http://…|laboratory`: only this group. */
function onlyOf(query: string): string {
  const [[name = '', value = ''] = []] = [...new URLSearchParams(query)];
  return `, chỉ ${narrower[name] ?? name} “${value.split('|').findLast((one) => one !== '') ?? value}”`;
}

/** One scope as a sentence for the person who decides; undefined: nothing to decide. */
export function scopeSentence(scope: string): string | undefined {
  const found = /^(patient|user)\/([A-Za-z*]+)\.([a-z*]+)(?:\?(.+))?$/.exec(scope);
  if (found === null) return sentences[scope];
  const [, context = '', type = '', rights = '', query] = found;
  const right = rightsOf(rights);
  const only = query === undefined ? '' : onlyOf(query);
  return (
    `${right.charAt(0).toUpperCase()}${right.slice(1)} ${things[type] ?? type} ${whose[context] ?? ''}`.trim() + only
  );
}
