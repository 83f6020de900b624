/** One finding of a rule: the rule's id and where. */
export interface RuleFault {
  readonly rule: string;
  /** e.g. `XML3[2].NGAY_KQ` */
  readonly where: string;
  readonly detail?: string;
}

/** What the list says of a rule; what it checks is code under the same id. */
export interface ClaimRule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** for the claims clerk */
  readonly vi: string;
}
