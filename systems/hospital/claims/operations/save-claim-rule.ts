import { identifierSystems, present, toVnIso } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import type { RuleMoment, RuleSeverity } from '../rules/claim-rule.ts';
import { checkOwnRule } from '../rules/own-rule.ts';
import { recordKey, ruleRecord, withOwnRule } from '../rules/rule-record.ts';
import type { ExampleCell, OwnRule } from '../rules/site-rules.ts';
import { loadSiteRules } from './load-site-rules.ts';
import { cellParts, ruleParameter, type ShownRule, shownRule } from './rule-view.ts';

type CellInput = Omit<ExampleCell, 'row' | 'value'> & Partial<Pick<ExampleCell, 'row' | 'value'>>;

interface RuleInput {
  readonly id: string;
  readonly severity: string;
  readonly table: readonly string[];
  readonly vi: string;
  readonly en: string;
  readonly source: string;
  readonly moment?: string;
  readonly from?: string;
  readonly to?: string;
  readonly expression: string;
  readonly fires: readonly CellInput[];
  readonly near: readonly CellInput[];
}

const MOST_RULES = 100;

const given = (name: string, type: string, min: 0 | 1, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'in',
  min,
  max,
  type,
});
const wholeCell = ({ row = 1, value = '', ...cell }: CellInput): ExampleCell => ({ ...cell, row, value });

/**
 * POST $save-claim-rule: a rule of the site itself, as an expression over the tables of a claim. It is saved only when it
 * fires on its example and is silent on the near miss; saved again under its id, it becomes a new version of itself.
 */
export const saveClaimRule: Operation<RuleInput, { rule: readonly ShownRule[] }> = {
  definition: {
    code: 'save-claim-rule',
    title: { vi: 'Lưu quy tắc giám định của cơ sở', en: 'Save a rule of the site' },
    level: 'system',
    affectsState: true,
    parameter: [
      given('id', 'code', 1),
      given('severity', 'code', 1),
      given('table', 'code', 1, '*'),
      given('vi', 'string', 1),
      given('en', 'string', 1),
      given('source', 'string', 1),
      given('moment', 'code', 0),
      given('from', 'date', 0),
      given('to', 'date', 0),
      given('expression', 'string', 1),
      { name: 'fires', use: 'in', min: 1, max: '*', part: cellParts('in') },
      { name: 'near', use: 'in', min: 1, max: '*', part: cellParts('in') },
      ruleParameter,
    ],
    allow: ['claims-clerk'],
    readsAs: ['claim-rules'],
  },
  async run(ctx, _id, { table, severity, moment = 'claim', fires, near, from, to, ...said }) {
    const rule: OwnRule = {
      ...said,
      // checked right below, against their lists
      severity: severity as RuleSeverity,
      moment: moment as RuleMoment,
      tables: table,
      confidence: 'secondary',
      ...present({ from, to }),
      fires: fires.map(wholeCell),
      near: near.map(wholeCell),
      by: ctx.actor.reference,
      byName: ctx.actor.display,
      at: toVnIso(ctx.now()),
    };
    checkOwnRule(rule);
    const { own } = await loadSiteRules(ctx.store);
    if (own.length >= MOST_RULES && !own.some(({ id }) => id === rule.id)) throw errors.tooManyRules({ at: 'id' });
    const key = { system: identifierSystems.claimRule, value: recordKey('own', rule.id) };
    const record = await ctx.store.createIfNone(key, ruleRecord('own', rule.id));
    await ctx.store.update(withOwnRule(record, rule));
    return { rule: [shownRule(rule, await loadSiteRules(ctx.store), rule.from ?? rule.at.slice(0, 10))] };
  },
};
