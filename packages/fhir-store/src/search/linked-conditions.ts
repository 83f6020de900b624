import { isHiddenParameter } from '../hidden-elements.ts';
import { type SearchField, typePlan } from '../index-plan.ts';
import { isResourceType, typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { asFilter, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import type { CriterionName } from './criterion-name.ts';
import { errors } from './errors.ts';
import { idSubquery } from './id-select.ts';
import { reachConditions } from './reach-condition.ts';
import type { Target } from './target.ts';

/** Conditions of one criterion on another type; the dispatcher hands itself in, because chains nest. */
export type ConditionsOf = (
  scope: Scope,
  type: ResourceType,
  criterion: { written: string; values: readonly string[] },
) => Condition[] | undefined;

type Chain = Extract<CriterionName, { kind: 'chain' }>;
type Has = Extract<CriterionName, { kind: 'has' }>;

/** `subject:Patient.identifier=…`: resources whose reference leads to a match that the caller may find. */
export function chainCondition(
  scope: Scope,
  target: Target,
  {
    name,
    values,
    field,
    conditionsOf,
  }: { name: Chain; values: readonly string[]; field: SearchField; conditionsOf: ConditionsOf },
): Condition {
  const unusable = () => errors.badChain({ at: target.written, name: name.code });
  if (field.table !== 'reference') throw unusable();
  if (name.target !== undefined && !isResourceType(name.target)) throw unusable();
  const types = name.target === undefined ? field.targets : [name.target];
  const lists = types.flatMap((type) => {
    spend(scope, target);
    const inner = conditionsOf(scope, type, { written: name.rest, values });
    if (!inner) return [];
    // half the town is called Nguyễn, one person Ỷ: a plan made for any name took 185 ms where one made for Nguyễn takes 33
    if (inner.some(({ table }) => table === 'idx_string')) scope.bind.isPlannedByValue = true;
    const ids = idSubquery(scope, typeNumber(type), [...inner, ...reachConditions(scope, type)]);
    return [ids.replace('select ', `select ${typeNumber(type)} as type,`)];
  });
  if (lists.length === 0) throw unusable();
  const found = scope.bind.alias();
  const isFound = (row: string) =>
    `exists (select 1 from (${lists.join(' union all ')}) ${found} where ${found}.type=${row}.target_type and ${found}.id=${row}.target)`;
  return {
    table: 'idx_reference',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${isFound(row)}`,
    rank: rank.chain,
  };
}

/** `_has:Observation:patient:code=…`: resources to which a match leads that the caller may find. */
export function hasCondition(
  scope: Scope,
  target: Target,
  { name, values, conditionsOf }: { name: Has; values: readonly string[]; conditionsOf: ConditionsOf },
): Condition {
  const unusable = () => errors.badChain({ at: target.written, name: `${name.source}:${name.code}` });
  if (!isResourceType(name.source)) throw unusable();
  const source = name.source;
  const field = typePlan(source).fields.get(name.code);
  if (field?.table !== 'reference' || isHiddenParameter(scope.reach, source, name.code)) throw unusable();
  spend(scope, target);
  const inner = conditionsOf(scope, source, { written: name.rest, values });
  if (!inner) throw unusable();
  const conditions = [...inner, ...reachConditions(scope, source)];
  return {
    table: 'idx_reference',
    id: 'target',
    where: (row) =>
      [
        rowsOf(row, typeNumber(source), field.sources),
        `${row}.target_type=${target.number}`,
        ...conditions.map((condition) => asFilter(condition, { row, hasAt: true, isNarrow: false }, scope.bind)),
      ].join(' and '),
    rank: rank.wide,
  };
}

/** Links without a type multiply; together they may not open more searches than this. */
function spend({ parts }: Scope, { written }: Target): void {
  parts.left -= 1;
  if (parts.left < 0) throw errors.chainTooWide({ at: written.slice(0, 200) });
}
