/**
 * Technical services that are worked in this room: an order with one of these codes is a culture.
 *
 * @source QĐ 7603/QĐ-BYT (25/12/2018), technical services, chapter XXIV (verified in the published list)
 */
export const cultureServices: readonly { readonly code: string; readonly name: string }[] = [
  { code: '24.0003.1715', name: 'Vi khuẩn nuôi cấy và định danh phương pháp thông thường' },
  { code: '24.0004.1716', name: 'Vi khuẩn nuôi cấy và định danh hệ thống tự động' },
  { code: '24.0005.1716', name: 'Vi khuẩn nuôi cấy, định danh và kháng thuốc hệ thống tự động' },
  { code: '24.0010.1692', name: 'Vi khuẩn kỵ khí nuôi cấy và định danh' },
];

export const cultureCodes: ReadonlySet<string> = new Set(cultureServices.map(({ code }) => code));

/** What the specimen is: which breakpoints count, which LOINC code the culture has, how many days it is kept. */
export interface CultureKind {
  readonly code: string;
  readonly name: string;
  readonly english: string;
  /** HL7 table 0487 */
  readonly specimen: string;
  /** Bacteria identified … by Culture */
  readonly loinc: string;
  /** days until no growth is final */
  readonly days: number;
}

/**
 * Kinds of cultures.
 *
 * @source LOINC 600-7, 630-4, 6463-4, 6460-0, 625-4 (secondary); HL7 v2 table 0487 (secondary); days of incubation: our own choice, each laboratory's own
 */
export const cultureKinds: readonly CultureKind[] = [
  { code: 'blood', name: 'Máu', english: 'Blood', specimen: 'BLD', loinc: '600-7', days: 5 },
  { code: 'urine', name: 'Nước tiểu', english: 'Urine', specimen: 'UR', loinc: '630-4', days: 2 },
  { code: 'csf', name: 'Dịch não tủy', english: 'Cerebrospinal fluid', specimen: 'CSF', loinc: '6463-4', days: 5 },
  { code: 'respiratory', name: 'Đờm, hô hấp', english: 'Respiratory', specimen: 'SPT', loinc: '6460-0', days: 2 },
  { code: 'wound', name: 'Mủ, vết thương', english: 'Pus, wound', specimen: 'WND', loinc: '6463-4', days: 3 },
  { code: 'stool', name: 'Phân', english: 'Stool', specimen: 'STL', loinc: '625-4', days: 3 },
  { code: 'other', name: 'Bệnh phẩm khác', english: 'Other specimen', specimen: '', loinc: '6463-4', days: 3 },
];

export const kindOf = (code: string): CultureKind | undefined => cultureKinds.find((one) => one.code === code);
