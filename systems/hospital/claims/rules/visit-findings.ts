import { present, type Xu, ZERO } from '@lienmach/core';
import { ruleMoments } from '../catalogs/rule-moments.ts';
import type { ClaimContext } from './claim-context.ts';
import { type ClaimFile, rowsOf, textOf } from './claim-file.ts';
import type { RuleMoment, RuleSeverity } from './claim-rule.ts';
import { dongAtRisk } from './dong-at-risk.ts';
import { judgeClaim, severityOf, wordsOf } from './judge-claim.ts';

/** What a doctor or nurse is told about the claim while it can still be put right. */
export interface VisitFinding {
  readonly rule: string;
  readonly severity: RuleSeverity;
  readonly text: string;
  /** e.g. `XML3[2].NGAY_YL` */
  readonly at: string;
  /** the drug or service it is about */
  readonly item?: string;
  /** what the fund would pay for it, when it is priced already */
  readonly atRisk?: Xu;
}

const names = ['TEN_THUOC', 'TEN_DICH_VU', 'TEN_VAT_TU'];

/** The drug or service that a place speaks of. */
function itemAt(claim: ClaimFile, where: string): string | undefined {
  const [, table = '', row] = /^(XML[23])\[(\d+)\]/.exec(where) ?? [];
  const line = row === undefined ? undefined : rowsOf(claim, table)[Number(row) - 1];
  return names.map((name) => textOf(line, name)).find((name) => name !== '');
}

/** What can be judged up to a moment of the visit. @source none: our own choice, see rule-moments.ts */
const momentsUpTo = (moment: RuleMoment): readonly RuleMoment[] =>
  ruleMoments.slice(0, ruleMoments.indexOf(moment) + 1);

/**
 * Every finding of the rules that can be judged by now, errors first.
 *
 * @source none: each rule names its own
 */
export function visitFindings(claim: ClaimFile, context: ClaimContext, upTo: RuleMoment): VisitFinding[] {
  const faults = judgeClaim(claim, context, momentsUpTo(upTo)).map((fault) => ({
    ...fault,
    severity: severityOf(fault),
  }));
  const { findings: weighed } = dongAtRisk(claim, faults);
  return faults
    .map((fault, at): VisitFinding => {
      const { rule, severity, where, detail } = fault;
      const atRisk = weighed[at]?.atRisk ?? ZERO;
      return {
        rule,
        severity,
        text: `${wordsOf(fault)}${detail === undefined ? '' : ` (${detail})`}`,
        at: where,
        ...present({ item: itemAt(claim, where), atRisk: atRisk > 0n ? atRisk : undefined }),
      };
    })
    .toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
}
