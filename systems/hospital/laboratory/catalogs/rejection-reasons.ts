/** Why a specimen cannot be used. */
export interface RejectionReason {
  readonly code: string;
  readonly text: string;
}

/** @source QĐ 2429/QĐ-BYT (12/06/2017), criteria of accepting and rejecting specimens (secondary); the list is laboratory practice (from memory) */
export const rejectionReasons: readonly RejectionReason[] = [
  { code: 'haemolysed', text: 'Tán huyết' },
  { code: 'clotted', text: 'Đông dây' },
  { code: 'insufficient', text: 'Không đủ thể tích' },
  { code: 'wrong-tube', text: 'Sai loại ống' },
  { code: 'label', text: 'Nhãn sai hoặc không đọc được' },
  { code: 'identity', text: 'Nghi nhầm người bệnh' },
  { code: 'lipaemic', text: 'Huyết thanh đục' },
  { code: 'late', text: 'Quá thời gian vận chuyển' },
  { code: 'temperature', text: 'Bảo quản sai nhiệt độ' },
  { code: 'contaminated', text: 'Nhiễm bẩn, lẫn dịch truyền' },
  { code: 'broken', text: 'Ống vỡ, rò rỉ' },
];

export const findReason = (code: string): RejectionReason | undefined =>
  rejectionReasons.find((reason) => reason.code === code);
