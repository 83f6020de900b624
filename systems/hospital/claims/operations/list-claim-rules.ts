import { toVnDay } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { claimRules } from '../catalogs/claim-rules.ts';
import { isOnDay } from '../rules/site-rules.ts';
import { loadSiteRules } from './load-site-rules.ts';
import { ruleParameter, type ShownRule, shownRule } from './rule-view.ts';

interface ListInput {
  readonly rule?: string;
  readonly changed?: boolean;
  readonly date?: string;
}

/**
 * GET $claim-rules: the rules of claims with what the site made of them: 283 of the list and at most 100 of its own, also
 * those that are not valid on the day.
 */
export const listClaimRules: Operation<ListInput, { rule: readonly ShownRule[]; valid: number }> = {
  definition: {
    code: 'claim-rules',
    title: { vi: 'Danh sách quy tắc giám định', en: 'Rules of claims' },
    level: 'system',
    affectsState: false,
    parameter: [
      // one rule
      { name: 'rule', use: 'in', min: 0, max: '1', type: 'code' },
      // only those that the site set, or made
      { name: 'changed', use: 'in', min: 0, max: '1', type: 'boolean' },
      // for which day of the end of care; default today
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      ruleParameter,
      // how many are in force on that day
      { name: 'valid', use: 'out', min: 1, max: '1', type: 'integer' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { rule: id, changed = false, date = toVnDay(ctx.now()) }) {
    const site = await loadSiteRules(ctx.store);
    const own = new Set(site.own.map((rule) => rule.id));
    const all = [...claimRules, ...site.own].filter(
      (rule) =>
        (id === undefined || rule.id === id) && (!changed || own.has(rule.id) || site.settings[rule.id] !== undefined),
    );
    return {
      rule: all.map((rule) => shownRule(rule, site, date)),
      valid: all.filter((rule) => isOnDay(rule, date)).length,
    };
  },
};
