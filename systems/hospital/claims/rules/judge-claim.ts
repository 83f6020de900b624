/** @source none: runs the checks; each names its own source */
import { codeSystems } from '@lienmach/core';
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { claimRules, findClaimRule } from '../catalogs/claim-rules.ts';
import { agreementChecks } from './agreement-checks.ts';
import type { ClaimContext } from './claim-context.ts';
import type { ClaimFile } from './claim-file.ts';
import type { RuleFault } from './claim-rule.ts';
import { type Check, viewOf } from './claim-view.ts';
import { diagnosisChecks } from './diagnosis-checks.ts';
import { drugChecks } from './drug-checks.ts';
import { episodeChecks } from './episode-checks.ts';
import { formChecks } from './form-checks.ts';
import { identityChecks } from './identity-checks.ts';
import { lineChecks } from './line-checks.ts';
import { moneyChecks } from './money-checks.ts';
import { paperChecks } from './paper-checks.ts';
import { peopleAndDeviceChecks } from './people-and-device-checks.ts';
import { personChecks } from './person-checks.ts';
import { presenceChecks } from './presence-checks.ts';
import { priceChecks } from './price-checks.ts';
import { programmeChecks } from './programme-checks.ts';
import { serviceChecks } from './service-checks.ts';
import { stayChecks } from './stay-checks.ts';
import { timingChecks } from './timing-checks.ts';

/** What each rule of the list checks; rules of the envelope are checked where it is read. */
export const claimChecks: Readonly<Record<string, Check>> = {
  ...formChecks,
  ...presenceChecks,
  ...personChecks,
  ...identityChecks,
  ...episodeChecks,
  ...timingChecks,
  ...diagnosisChecks,
  ...moneyChecks,
  ...priceChecks,
  ...lineChecks,
  ...drugChecks,
  ...serviceChecks,
  ...peopleAndDeviceChecks,
  ...stayChecks,
  ...agreementChecks,
  ...paperChecks,
  ...programmeChecks,
};

/**
 * Every place where a claim breaks a rule of the list that is valid at its end of care, in the order of the list.
 *
 * @param context  what is known besides the tables; rules that need more say nothing
 */
export function judgeClaim(claim: ClaimFile, context: ClaimContext = {}): RuleFault[] {
  const view = viewOf(claim, context);
  return claimRules
    .filter(({ from = view.day, to = view.day }) => from <= view.day && view.day <= to)
    .flatMap(({ id }) => (claimChecks[id]?.(view) ?? []).map((finding) => ({ rule: id, ...finding })));
}

/** Places shown of one rule; the rest is counted. */
const SHOWN = 20;

function issueOf(rule: string, faults: readonly RuleFault[]): OperationOutcomeIssue {
  const known = findClaimRule(rule);
  const details = [...new Set(faults.flatMap(({ detail }) => detail ?? []))].slice(0, 5).join('; ');
  return {
    severity: known?.severity ?? 'error',
    code: 'business-rule',
    details: {
      coding: [{ system: codeSystems.bhytRule, code: rule }],
      text: `${known?.vi ?? rule}${details === '' ? '' : ` (${details})`}`,
    },
    diagnostics: `${rule}: ${faults.length}`,
    expression: [...new Set(faults.map(({ where }) => where))].slice(0, SHOWN),
  };
}

/** One issue for each rule that fired, errors first; without any, one that says so. */
export function ruleOutcome(faults: readonly RuleFault[]): OperationOutcome {
  const byRule = Map.groupBy(faults, ({ rule }) => rule);
  const issues = [...byRule].map(([rule, found]) => issueOf(rule, found));
  const sorted = issues.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  if (sorted.length > 0) return { resourceType: 'OperationOutcome', issue: sorted };
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'information',
        code: 'informational',
        details: { text: 'Hồ sơ không vi phạm quy tắc nào đã kiểm tra.' },
      },
    ],
  };
}
