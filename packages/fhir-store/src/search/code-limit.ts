import { type SearchField, typePlan } from '../index-plan.ts';
import { keyText } from '../indexing/key-text.ts';
import type { TokenRow } from '../indexing/resource-rows.ts';
import { typeNumber } from '../resource-types.ts';
import type { CodeLimit, ResourceType } from '../store-contract.ts';
import { anyOf, type Condition, nothing, rank, type Scope } from './condition.ts';
import { hasPlainCodes } from './plain-codes.ts';
import { parseToken, tokenCondition } from './token-condition.ts';

function fieldOf(type: ResourceType, parameter: string): SearchField | undefined {
  const field = typePlan(type).fields.get(parameter);
  return field?.type === 'token' && field.table === 'token' ? field : undefined;
}

/** Can a caller be limited to codes of this search parameter? */
export const isCodeParameter = (type: ResourceType, parameter: string): boolean =>
  parameter !== '_id' && fieldOf(type, parameter) !== undefined;

/** What carries one of these codes, in SQL. */
export function codeCondition(scope: Scope, type: ResourceType, codes: readonly CodeLimit[]): Condition {
  const conditions = codes.flatMap(({ parameter, value }) => {
    const field = fieldOf(type, parameter);
    return field ? [tokenCondition(scope, { type, number: typeNumber(type), written: parameter }, field, [value])] : [];
  });
  const [only, ...more] = conditions;
  if (only === undefined) return nothing();
  if (more.length === 0) return only;
  const where = (row: string) => anyOf(conditions.map((one) => one.where(row)));
  return { table: 'idx_token', id: 'id', where, rank: rank.wide };
}

/** The same rule on the rows of one version. */
export const carriesCode = (type: ResourceType, tokens: readonly TokenRow[], codes: readonly CodeLimit[]): boolean =>
  codes.some((one) => {
    const field = fieldOf(type, one.parameter);
    return (
      field !== undefined && tokens.some((row) => field.sources.includes(row.param) && isToken(type, field, row, one))
    );
  });

function isToken(type: ResourceType, field: SearchField, row: TokenRow, { value, parameter }: CodeLimit): boolean {
  const { system, code } = parseToken(value, parameter);
  if (code !== undefined && row.code !== keyText(code)) return false;
  return system === undefined || hasPlainCodes(type, field) || row.system === keyText(system);
}
