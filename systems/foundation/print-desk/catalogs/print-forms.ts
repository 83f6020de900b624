/** A form that can be printed, and the named operation of the room that describes it. */
export interface PrintForm {
  /** code of the layout */
  readonly code: string;
  readonly title: { readonly vi: string; readonly en: string };
  /** FHIR name of the operation, `Type/$code` */
  readonly operation: string;
}

export const printForms: readonly PrintForm[] = [
  { code: 'STT', title: { vi: 'Phiếu số thứ tự', en: 'Number slip' }, operation: 'Encounter/$print-number-slip' },
  { code: 'DT', title: { vi: 'Đơn thuốc', en: 'Prescription' }, operation: 'Encounter/$print-prescription' },
  { code: 'PCD', title: { vi: 'Phiếu chỉ định', en: 'Order slip' }, operation: 'Encounter/$print-order-slip' },
  { code: 'NM', title: { vi: 'Nhãn ống mẫu', en: 'Tube labels' }, operation: 'Encounter/$print-tube-labels' },
  {
    code: 'KQXN',
    title: { vi: 'Kết quả xét nghiệm', en: 'Laboratory results' },
    operation: 'Encounter/$print-results',
  },
  { code: 'PGM', title: { vi: 'Phiếu gửi mẫu', en: 'List of sent specimens' }, operation: 'Task/$print-consignment' },
  {
    code: 'NGPB',
    title: { vi: 'Nhãn khối và lam', en: 'Block and slide labels' },
    operation: 'DiagnosticReport/$print-case-labels',
  },
  {
    code: 'GPB',
    title: { vi: 'Kết quả giải phẫu bệnh', en: 'Pathology report' },
    operation: 'DiagnosticReport/$print-case-report',
  },
  { code: 'PT', title: { vi: 'Phiếu thu', en: 'Receipt' }, operation: 'Invoice/$print-receipt' },
  {
    code: 'BK01',
    title: { vi: 'Bảng kê chi phí', en: 'Cost statement' },
    operation: 'Encounter/$print-cost-statement',
  },
  {
    code: 'KKQ',
    title: { vi: 'Biên bản kiểm quỹ', en: 'Shift count' },
    operation: 'PaymentReconciliation/$print-shift',
  },
  {
    code: 'CT07',
    title: { vi: 'Giấy nghỉ việc hưởng BHXH', en: 'Sick-leave certificate' },
    operation: 'Encounter/$print-sick-leave',
  },
  { code: 'PCCS', title: { vi: 'Phiếu chuyển cơ sở', en: 'Referral' }, operation: 'Encounter/$print-referral' },
  { code: 'TTBA', title: { vi: 'Tóm tắt hồ sơ bệnh án', en: 'Visit summary' }, operation: 'Encounter/$print-summary' },
];

export const findForm = (code: string): PrintForm | undefined => printForms.find((form) => form.code === code);
