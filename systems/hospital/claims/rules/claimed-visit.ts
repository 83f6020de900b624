import type { Benefit, BenefitRow, BenefitVisit } from '@lienmach/benefit';
import type { Charge } from '@lienmach/core';
import type { Diagnoses } from './diagnoses.ts';
import type { VisitRecord } from './visit-record.ts';

/** One priced line with its charge. */
export interface ClaimedLine {
  readonly charge: Charge;
  readonly row: BenefitRow;
}

/** A visit with everything decided: what the tables are written from. */
export interface ClaimedVisit {
  readonly record: VisitRecord;
  readonly visit: BenefitVisit;
  readonly benefit: Benefit;
  readonly diagnoses: Diagnoses;
  readonly lines: readonly ClaimedLine[];
  /** MA_LK */
  readonly claimId: string;
  /** MA_KHOA of the visit */
  readonly department: string;
}
