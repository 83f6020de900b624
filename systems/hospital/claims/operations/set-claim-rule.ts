import { identifierSystems, present, toVnDay, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { claimRules } from '../catalogs/claim-rules.ts';
import { errors } from '../errors.ts';
import { checkDays } from '../rules/own-rule.ts';
import { recordKey, ruleRecord, settingsOf, withSetting } from '../rules/rule-record.ts';
import { type RuleSetting, type RuleUse, ruleUses } from '../rules/site-rules.ts';
import { loadSiteRules } from './load-site-rules.ts';
import { ruleParameter, type ShownRule, shownRule } from './rule-view.ts';

interface SettingInput {
  readonly rule: string;
  readonly use: string;
  readonly reason: string;
  /** days of the end of care, both inclusive; from today when nothing is said */
  readonly from?: string;
  readonly to?: string;
}

const LEAST_REASON = 10;
const MOST_SETTINGS = 100;

const isUse = (use: string): use is RuleUse => ruleUses.some((one) => one === use);

/**
 * POST $set-claim-rule: raises, lowers or switches off a rule for days of the end of care, with a reason. The last setting
 * of a day counts; `default` takes it back. Nothing is erased: who set what stays in the record.
 */
export const setClaimRule: Operation<SettingInput, { rule: readonly ShownRule[] }> = {
  definition: {
    code: 'set-claim-rule',
    title: { vi: 'Cài đặt một quy tắc giám định', en: 'Set a rule of claims' },
    level: 'system',
    affectsState: true,
    parameter: [
      { name: 'rule', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'use', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'from', use: 'in', min: 0, max: '1', type: 'date' },
      { name: 'to', use: 'in', min: 0, max: '1', type: 'date' },
      ruleParameter,
    ],
    allow: ['claims-clerk'],
    // writes nothing but what rules are set to, and only here
    readsAs: ['claim-rules'],
  },
  async run(ctx, _id, { rule: id, use, reason, from, to }) {
    const today = toVnDay(ctx.now());
    const known = await loadSiteRules(ctx.store);
    const rule = [...claimRules, ...known.own].find((one) => one.id === id);
    if (rule === undefined) throw errors.unknownRule({ at: 'rule', rule: id });
    if (!isUse(use)) throw errors.unknownUse({ at: 'use' });
    if (reason.trim().length < LEAST_REASON) throw errors.reasonMissing({ at: 'reason' });
    const days = { from: from ?? today, ...present({ to }) };
    checkDays(days);
    const setting: RuleSetting = {
      use,
      reason: reason.trim(),
      ...days,
      by: ctx.actor.reference,
      byName: ctx.actor.display,
      at: toVnIso(ctx.now()),
    };
    const key = { system: identifierSystems.claimRule, value: recordKey('setting', id) };
    const record = await ctx.store.createIfNone(key, ruleRecord('setting', id));
    if (settingsOf(record).length >= MOST_SETTINGS) throw errors.tooManySettings({ at: 'rule' });
    await ctx.store.update(withSetting(record, setting));
    return { rule: [shownRule(rule, await loadSiteRules(ctx.store), days.from)] };
  },
};
