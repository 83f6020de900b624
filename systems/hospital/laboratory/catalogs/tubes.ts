/** A tube, its colour as the nurse knows it, and what is in it as HL7 says it. */
export interface Tube {
  readonly id: 'edta' | 'serum' | 'citrate' | 'fluoride' | 'syringe' | 'urine' | 'stool';
  readonly name: string;
  /** HL7 table 0487 */
  readonly specimen: { readonly code: string; readonly name: string };
}

/** @source HL7 table 0487 (verified); colours of caps: ISO 6710 (from memory) */
export const tubes: readonly Tube[] = [
  { id: 'edta', name: 'Ống EDTA nắp tím', specimen: { code: 'BLD', name: 'Máu toàn phần' } },
  { id: 'serum', name: 'Ống nghiệm lấy huyết thanh nắp đỏ', specimen: { code: 'SER', name: 'Huyết thanh' } },
  { id: 'citrate', name: 'Ống citrat nắp xanh dương', specimen: { code: 'PLAS', name: 'Huyết tương citrat' } },
  { id: 'fluoride', name: 'Ống fluorid nắp xám', specimen: { code: 'PLAS', name: 'Huyết tương fluorid' } },
  { id: 'syringe', name: 'Bơm tiêm heparin', specimen: { code: 'BLDA', name: 'Máu động mạch' } },
  { id: 'urine', name: 'Lọ nước tiểu', specimen: { code: 'UR', name: 'Nước tiểu' } },
  { id: 'stool', name: 'Lọ phân', specimen: { code: 'STL', name: 'Phân' } },
];
