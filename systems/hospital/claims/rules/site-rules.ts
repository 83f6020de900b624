/** @source none: what a site decided about the rules; each rule names its own source */
import type { ClaimRule, RuleSeverity } from './claim-rule.ts';

/** `default`: as the list says. */
export type RuleUse = RuleSeverity | 'off' | 'default';

export const ruleUses: readonly RuleUse[] = ['error', 'warning', 'off', 'default'];

/** What the site set for one rule, why, who, and for which days of the end of care, both inclusive. */
export interface RuleSetting {
  readonly use: RuleUse;
  readonly reason: string;
  readonly from: string;
  readonly to?: string;
  /** `Practitioner/…` */
  readonly by: string;
  readonly byName: string;
  /** FHIR dateTime */
  readonly at: string;
}

/** One field of an example: row from 1. */
export interface ExampleCell {
  readonly table: string;
  readonly row: number;
  readonly field: string;
  readonly value: string;
}

/** A rule of the site itself: what it checks is an expression. */
export interface OwnRule extends ClaimRule {
  readonly expression: string;
  /** an example in which it fires, and one a field away in which it does not */
  readonly fires: readonly ExampleCell[];
  readonly near: readonly ExampleCell[];
  /** why it was retired; `to` says from when */
  readonly retired?: string;
  readonly by: string;
  readonly byName: string;
  readonly at: string;
}

export interface SiteRules {
  /** by rule, oldest first */
  readonly settings: Readonly<Record<string, readonly RuleSetting[]>>;
  readonly own: readonly OwnRule[];
}

export const noSiteRules: SiteRules = { settings: {}, own: [] };

/** @param day  `yyyy-MM-dd` */
export const isOnDay = ({ from, to }: { readonly from?: string; readonly to?: string }, day: string): boolean =>
  (from ?? day) <= day && day <= (to ?? day);

/** The setting that counts for a day: the last one made for it. */
export const settingOn = (site: SiteRules, rule: string, day: string): RuleSetting | undefined =>
  site.settings[rule]?.findLast((setting) => isOnDay(setting, day));

/** Severity of a rule on a day; undefined: it does not run. */
export function severityOn(site: SiteRules, rule: ClaimRule, day: string): RuleSeverity | undefined {
  const use = settingOn(site, rule.id, day)?.use ?? 'default';
  if (use === 'off') return undefined;
  return use === 'default' ? rule.severity : use;
}
