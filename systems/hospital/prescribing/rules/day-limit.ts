import type { PrescriptionType } from './drug.ts';

/** One diagnosis of the visit as far as limits need it. */
export interface PrescribedFor {
  /** ICD-10, e.g. `C50.9` */
  readonly code: string;
  /** in annex VII of TT 26/2025 */
  readonly allowsLong: boolean;
}

const CANCER = /^(C[0-9]{2}|D0[0-9]|D3[7-9]|D4[0-8])/;

/**
 * Most days one prescription may cover.
 *
 * C 30, or 90 when a diagnosis is one of the 252 of annex VII; N 7, for cancer 30 (sold in three batches of ten days);
 * H 10, for a long-lasting disease 30; T 30.
 *
 * @source TT 26/2025/TT-BYT, limits of annexes I-III and VII; TT 55/2025/TT-BYT (secondary; articles unsure); that any diagnosis of the visit may
 *   carry the longer limit, and cancer as ICD C00-C97, D00-D09, D37-D48: our reading (unsure)
 */
export function dayLimit(type: PrescriptionType, diagnoses: readonly PrescribedFor[]): number {
  const allowsLong = diagnoses.some((diagnosis) => diagnosis.allowsLong);
  switch (type) {
    case 'C':
      return allowsLong ? 90 : 30;
    case 'N':
      return diagnoses.some((diagnosis) => CANCER.test(diagnosis.code)) ? 30 : 7;
    case 'H':
      return allowsLong ? 30 : 10;
    case 'T':
      return 30;
  }
}
