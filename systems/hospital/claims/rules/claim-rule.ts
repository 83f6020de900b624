/** One finding of a rule: the rule's id and where. */
export interface RuleFault {
  readonly rule: string;
  /** e.g. `XML3[2].NGAY_KQ` */
  readonly where: string;
  readonly detail?: string;
  /** when the site set it, or the rule is the site's own; else the list says */
  readonly severity?: RuleSeverity;
  /** words of a rule that is not in the list */
  readonly vi?: string;
}

export type RuleSeverity = 'error' | 'warning';

/** From when on in a visit a rule can be judged: with its orders, its prescription, at its end, or on the whole claim only. */
export type RuleMoment = 'ordering' | 'prescribing' | 'finish' | 'claim';

export type Confidence = 'verified' | 'secondary' | 'from memory' | 'unsure';

/** What the list says of a rule; what it checks is code under the same id. */
export interface ClaimRule {
  readonly id: string;
  readonly severity: RuleSeverity;
  /** tables it looks at, or `ENVELOPE`, `ALL`, `CLAIM`, `CROSS-CLAIM` */
  readonly tables: readonly string[];
  /** for the claims clerk */
  readonly vi: string;
  readonly en: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly moment: RuleMoment;
  /** days of the end of care, `yyyy-MM-dd`, both inclusive; absent: as long as the tables are read */
  readonly from?: string;
  readonly to?: string;
}
