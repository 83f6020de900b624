import { claimRules } from '../../catalogs/claim-rules.ts';
import { claimChecks } from '../../rules/claim-checks.ts';
import type { ClaimRule } from '../../rules/claim-rule.ts';
import type { RuleCase } from './rule-case.ts';
import { ruleCases } from './rule-cases.ts';
import { differencesOf, fires, inputsOf, readWithTheFile } from './rule-input.ts';

/** A rule as it stands: whether it is checked, and what its cases say. */
export interface JudgedRule {
  readonly rule: ClaimRule;
  readonly isChecked: boolean;
  /** cases that fire it, each with a near miss one field away */
  readonly cases: number;
  readonly faults: readonly string[];
}

/** What is wrong with a case; nothing: it fires, its near miss does not, and one field lies between them. */
function faultsOf(one: RuleCase): string[] {
  const [rule, at] = one;
  const [bad, near] = inputsOf(one);
  const differing = differencesOf(bad, near);
  return [
    ...(differing.length === 1 ? [] : [`${at}: the inputs differ in ${differing.length} fields`]),
    ...(fires(rule, bad) ? [] : [`${at}: does not fire`]),
    ...(fires(rule, near) ? [`${at}: the near miss fires too`] : []),
  ];
}

/** Every rule of the list with its cases. */
export function judgeRuleCases(): JudgedRule[] {
  const byRule = Map.groupBy(ruleCases, ([rule]) => rule);
  return claimRules.map((rule) => {
    const cases = byRule.get(rule.id) ?? [];
    const isChecked = readWithTheFile.test(rule.id) || claimChecks[rule.id] !== undefined;
    const faults = cases.flatMap(faultsOf);
    return {
      rule,
      isChecked,
      cases: cases.length,
      faults: cases.length === 0 ? ['has no case'] : faults,
    };
  });
}
