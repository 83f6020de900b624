/** @source none: runs the checks; each names its own source */
import { codeSystems } from '@lienmach/core';
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { claimRules, findClaimRule } from '../catalogs/claim-rules.ts';
import { ruleMoments } from '../catalogs/rule-moments.ts';
import { claimChecks } from './claim-checks.ts';
import type { ClaimContext } from './claim-context.ts';
import type { ClaimFile } from './claim-file.ts';
import type { ClaimRule, RuleFault, RuleMoment, RuleSeverity } from './claim-rule.ts';
import { type ClaimView, viewOf } from './claim-view.ts';
import { judgeOwnRule } from './own-rule.ts';
import { isOnDay, noSiteRules, type OwnRule, type SiteRules, severityOn } from './site-rules.ts';

const inForce =
  (view: ClaimView): ((rule: ClaimRule) => boolean) =>
  (rule) =>
    isOnDay(rule, view.day);

/** What a rule of the site found; when it could not be run, that is said instead. */
function ownFaults(rule: OwnRule, view: ClaimView): RuleFault[] {
  const { id, vi, severity } = rule;
  const answer = judgeOwnRule(rule, view);
  if (answer === 'failed')
    return [{ rule: id, where: 'XML1', severity: 'warning', vi: `Không chạy được trên hồ sơ này quy tắc: ${vi}` }];
  return answer.map((finding) => ({ rule: id, vi, severity, ...finding }));
}

/** The faults of one rule, as severe as the site wants them; a rule that the site switched off does not run. */
function faultsOf(rule: ClaimRule, view: ClaimView, site: SiteRules, judge: () => readonly RuleFault[]): RuleFault[] {
  const severity = severityOn(site, rule, view.day);
  if (severity === undefined) return [];
  const faults = judge();
  return severity === rule.severity ? [...faults] : faults.map((fault) => ({ ...fault, severity }));
}

/**
 * Every place where a claim breaks a rule that is valid at its end of care: those of the list in their order, then those of
 * the site.
 *
 * @param context  what is known besides the tables; rules that need more say nothing
 * @param moments  only rules that can be judged at these moments of a visit; absent: all
 */
export function judgeClaim(
  claim: ClaimFile,
  context: ClaimContext = {},
  moments: readonly RuleMoment[] = ruleMoments,
): RuleFault[] {
  const view = viewOf(claim, context);
  const { site = noSiteRules } = context;
  const isWanted = (rule: ClaimRule): boolean => moments.includes(rule.moment) && inForce(view)(rule);
  return [
    ...claimRules
      .filter(isWanted)
      .flatMap((rule) =>
        faultsOf(rule, view, site, () =>
          (claimChecks[rule.id]?.(view) ?? []).map((finding) => ({ rule: rule.id, ...finding })),
        ),
      ),
    ...site.own.filter(isWanted).flatMap((rule) => faultsOf(rule, view, site, () => ownFaults(rule, view))),
  ];
}

/** How severe a fault is: as the site set it, else as the list says. @source none: each rule names its own */
export const severityOf = ({ rule, severity }: RuleFault): RuleSeverity =>
  severity ?? findClaimRule(rule)?.severity ?? 'error';

/** What a fault says to the clerk. @source none: words of the list */
export const wordsOf = ({ rule, vi }: RuleFault): string => vi ?? findClaimRule(rule)?.vi ?? rule;

/**
 * Faults that were found outside the tables of a claim, under the site's settings of its day.
 *
 * @source none: each rule names its own
 */
export function underSettings(
  faults: readonly RuleFault[],
  claim: ClaimFile,
  site: SiteRules = noSiteRules,
): RuleFault[] {
  const { day } = viewOf(claim);
  return faults.flatMap((fault) => {
    const rule = findClaimRule(fault.rule);
    const severity = rule === undefined ? severityOf(fault) : severityOn(site, rule, day);
    return severity === undefined ? [] : [{ ...fault, severity }];
  });
}

/** Rules that the site switched off on the day of a claim. @source none: names what did not run */
export function rulesNotRun(claim: ClaimFile, site: SiteRules = noSiteRules): string[] {
  const view = viewOf(claim);
  return [...claimRules, ...site.own]
    .filter((rule) => inForce(view)(rule) && severityOn(site, rule, view.day) === undefined)
    .map(({ id }) => id);
}

/** Places shown of one rule; the rest is counted. */
const SHOWN = 20;

function issueOf(rule: string, faults: readonly [RuleFault, ...RuleFault[]]): OperationOutcomeIssue {
  const [first] = faults;
  const details = [...new Set(faults.flatMap(({ detail }) => detail ?? []))].slice(0, 5).join('; ');
  return {
    severity: severityOf(first),
    code: 'business-rule',
    details: {
      coding: [{ system: codeSystems.bhytRule, code: rule }],
      text: `${wordsOf(first)}${details === '' ? '' : ` (${details})`}`,
    },
    diagnostics: `${rule}: ${faults.length}`,
    expression: [...new Set(faults.map(({ where }) => where))].slice(0, SHOWN),
  };
}

const notRunIssue = (rules: readonly string[]): OperationOutcomeIssue => ({
  severity: 'information',
  code: 'informational',
  details: {
    coding: [{ system: codeSystems.claimRuleKind, code: 'off' }],
    text: `Không chạy theo cài đặt của cơ sở: ${rules.join(', ')}.`,
  },
});

const allHold: OperationOutcomeIssue = {
  severity: 'information',
  code: 'informational',
  details: { text: 'Hồ sơ không vi phạm quy tắc nào đã kiểm tra.' },
};

/**
 * One issue for each rule that fired, errors first; without any, one that says so; last the rules that were not run.
 *
 * @param notRun  rules that the site switched off
 */
export function ruleOutcome(faults: readonly RuleFault[], notRun: readonly string[] = []): OperationOutcome {
  const byRule = Map.groupBy(faults, ({ rule }) => rule);
  const issues = [...byRule].flatMap(([rule, [first, ...others]]) =>
    first === undefined ? [] : [issueOf(rule, [first, ...others])],
  );
  const sorted = issues.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  return {
    resourceType: 'OperationOutcome',
    issue: [...(sorted.length > 0 ? sorted : [allHold]), ...(notRun.length > 0 ? [notRunIssue(notRun)] : [])],
  };
}
