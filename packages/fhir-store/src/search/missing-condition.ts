import type { SearchField } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import { type Condition, rank, rowsOf } from './condition.ts';
import { isDeath } from './death-condition.ts';
import { errors } from './errors.ts';
import { wholeType } from './id-select.ts';
import type { Target } from './target.ts';

/**
 * `:missing=true`: the resource has no row of this parameter; of one that only points at some types (`patient`), no row that
 * points at them. What every resource has is never missing.
 *
 * @source FHIR R4 4.0.1, search.html#modifiers (verified)
 */
export function missingCondition(target: Target, field: SearchField, values: readonly string[]): Condition {
  const { number, written } = target;
  const [value, ...more] = values;
  if (more.length > 0 || (value !== 'true' && value !== 'false')) throw errors.badValue({ at: written, detail: value });
  const negated = value === 'true';
  if (field.code === '_id' || field.code === '_lastUpdated' || isDeath(target.type, field))
    return { ...wholeType(target.number), negated };
  if (!field.table) throw errors.badModifier({ at: written, modifier: 'missing' });
  const isOfTargets = (row: string) => `${row}.target_type in (${field.targets.map(typeNumber).join(',')})`;
  const isNarrowed = field.isNarrowed && field.table === 'reference';
  return {
    table: `idx_${field.table}`,
    id: 'id',
    where: (row) => `${rowsOf(row, number, field.sources)}${isNarrowed ? ` and ${isOfTargets(row)}` : ''}`,
    negated,
    rank: rank.wide,
  };
}
