/** One finding of a rule: the rule's id and where. */
export interface RuleFault {
  readonly rule: string;
  /** e.g. `XML3[2].NGAY_KQ` */
  readonly where: string;
  readonly detail?: string;
}

export type Confidence = 'verified' | 'secondary' | 'from memory' | 'unsure';

/** What the list says of a rule; what it checks is code under the same id. */
export interface ClaimRule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** tables it looks at, or `ENVELOPE`, `ALL`, `CLAIM`, `CROSS-CLAIM` */
  readonly tables: readonly string[];
  /** for the claims clerk */
  readonly vi: string;
  readonly en: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** days of the end of care, `yyyy-MM-dd`, both inclusive; absent: as long as the tables are read */
  readonly from?: string;
  readonly to?: string;
}
