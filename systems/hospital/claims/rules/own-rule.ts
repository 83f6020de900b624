import { isFhirError } from '@lienmach/outcome';
import { claimRules } from '../catalogs/claim-rules.ts';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { ruleMoments } from '../catalogs/rule-moments.ts';
import { errors } from '../errors.ts';
import type { ClaimFile } from './claim-file.ts';
import { type ClaimView, type Finding, viewOf } from './claim-view.ts';
import { compileExpression, type ExpressionAnswer, runExpression } from './rule-expression.ts';
import type { ExampleCell, OwnRule } from './site-rules.ts';

const OWN_ID = /^CS-[A-Z0-9-]{2,20}$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const MOST_CELLS = 50;
const MOST_ROWS = 20;

const isText = (text: string): boolean => text.trim().length >= 10 && text.length <= 500;

/** @throws errors.dayUnreadable, errors.daysReversed @source none: form of what people set */
export function checkDays({ from, to }: { readonly from?: string; readonly to?: string }): void {
  for (const [at, day] of Object.entries({ from, to }))
    if (day !== undefined && !DAY.test(day)) throw errors.dayUnreadable({ at });
  if (from !== undefined && to !== undefined && to < from) throw errors.daysReversed({ at: 'to' });
}

function checkCells(cells: readonly ExampleCell[], tables: readonly string[], at: string): void {
  const wrong = cells.find(
    ({ table, row, field }) =>
      !tables.includes(table) ||
      !(Number.isInteger(row) && row >= 1 && row <= MOST_ROWS) ||
      findClaimTable(table)?.fields.every(({ name }) => name !== field) !== false,
  );
  if (wrong !== undefined || cells.length === 0 || cells.length > MOST_CELLS)
    throw errors.badExample({
      at,
      where: wrong === undefined ? String(cells.length) : `${wrong.table}.${wrong.field}`,
    });
}

/** A claim that holds what an example says, and nothing else. */
function exampleClaim(cells: readonly ExampleCell[]): ClaimFile {
  const byTable = Map.groupBy(cells, ({ table }) => table);
  return new Map(
    [...byTable].map(([table, own]) => {
      const fields = findClaimTable(table)?.fields ?? [];
      const count = Math.max(...own.map(({ row }) => row));
      return [
        table,
        Array.from({ length: count }, (_, at) => {
          const said = new Map(own.filter(({ row }) => row === at + 1).map(({ field, value }) => [field, value]));
          return new Map(fields.map(({ name }) => [name, said.get(name) ?? '']));
        }),
      ];
    }),
  );
}

function answerOn(rule: OwnRule, cells: readonly ExampleCell[]): readonly Finding[] {
  const answer = judgeOwnRule(rule, viewOf(exampleClaim(cells)));
  if (answer === 'failed') throw errors.exampleFails({ at: 'expression' });
  return answer;
}

/** Where a rule of the site fires, or that it could not be run on this claim. @source none: each rule names its own */
export function judgeOwnRule(rule: OwnRule, view: ClaimView): ExpressionAnswer {
  try {
    return runExpression(compileExpression(rule.expression, rule.tables), view);
  } catch (refusal) {
    // the record holds what was never saved through its verb
    if (isFhirError(refusal)) return 'failed';
    throw refusal;
  }
}

/**
 * A rule that is about to be saved: its words and tables are there, its expression may be used, it fires on its example
 * and not on the near miss beside it.
 *
 * @throws errors.badRuleId, badRuleText, badRuleTables, dayUnreadable, daysReversed, badExpression, badExample,
 *   exampleFails, exampleSilent, nearMissFires
 * @source none: our own condition for a rule; the rule names its source
 */
export function checkOwnRule(rule: OwnRule): void {
  if (!OWN_ID.test(rule.id) || claimRules.some(({ id }) => id === rule.id)) throw errors.badRuleId({ at: 'rule' });
  if (![rule.vi, rule.en, rule.source].every(isText)) throw errors.badRuleText({ at: 'vi' });
  const isTables = rule.tables.length > 0 && rule.tables.every((table) => findClaimTable(table) !== undefined);
  if (!isTables || !['error', 'warning'].includes(rule.severity) || !ruleMoments.includes(rule.moment))
    throw errors.badRuleTables({ at: 'table' });
  checkDays(rule);
  compileExpression(rule.expression, rule.tables);
  checkCells(rule.fires, rule.tables, 'fires');
  checkCells(rule.near, rule.tables, 'near');
  if (answerOn(rule, rule.fires).length === 0) throw errors.exampleSilent({ at: 'fires' });
  if (answerOn(rule, rule.near).length > 0) throw errors.nearMissFires({ at: 'near' });
}
