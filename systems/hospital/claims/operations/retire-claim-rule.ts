import { identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { checkDays } from '../rules/own-rule.ts';
import { ownRuleOf, recordKey, withOwnRule } from '../rules/rule-record.ts';
import { loadSiteRules } from './load-site-rules.ts';
import { ruleParameter, type ShownRule, shownRule } from './rule-view.ts';

interface RetireInput {
  readonly rule: string;
  readonly reason: string;
  /** last day of the end of care that it still judges; default today */
  readonly to?: string;
}

const LEAST_REASON = 10;

/** POST $retire-claim-rule: a rule of the site judges no claim that ends after a day. It stays in the list, with the reason. */
export const retireClaimRule: Operation<RetireInput, { rule: readonly ShownRule[] }> = {
  definition: {
    code: 'retire-claim-rule',
    title: { vi: 'Ngừng dùng quy tắc của cơ sở', en: 'Retire a rule of the site' },
    level: 'system',
    affectsState: true,
    parameter: [
      { name: 'rule', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'to', use: 'in', min: 0, max: '1', type: 'date' },
      ruleParameter,
    ],
    allow: ['claims-clerk'],
    readsAs: ['claim-rules'],
  },
  async run(ctx, _id, { rule: id, reason, to = toVnDay(ctx.now()) }) {
    const query = new URLSearchParams({ identifier: `${identifierSystems.claimRule}|${recordKey('own', id)}` });
    const record = await ctx.store.find('Basic', query.toString());
    const rule = record === undefined ? undefined : ownRuleOf(record);
    if (record === undefined || rule === undefined) throw errors.unknownRule({ at: 'rule', rule: id });
    if (rule.retired !== undefined) throw errors.ruleRetired({ at: 'rule', rule: id });
    if (reason.trim().length < LEAST_REASON) throw errors.reasonMissing({ at: 'reason' });
    checkDays({ to });
    const retired = {
      ...rule,
      to,
      retired: reason.trim(),
      by: ctx.actor.reference,
      byName: ctx.actor.display,
      at: toVnIso(ctx.now()),
    };
    await ctx.store.update(withOwnRule(record, retired));
    return { rule: [shownRule(retired, await loadSiteRules(ctx.store), to)] };
  },
};
