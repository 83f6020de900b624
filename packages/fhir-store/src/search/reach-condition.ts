import { compartmentParameters } from '@lienmach/fhir-definitions';
import { typePlan } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import type { Limit, ResourceType } from '../store-contract.ts';
import { type Condition, nothing, rank, rowsOf, type Scope } from './condition.ts';

const compartments = new Map<ResourceType, readonly number[]>();

/** Numbers of the reference parameters that place a resource of this type in a patient's compartment. */
export function compartmentSources(type: ResourceType): readonly number[] {
  let sources = compartments.get(type);
  if (!sources) {
    const { fields } = typePlan(type);
    const codes = compartmentParameters('Patient')[type] ?? [];
    sources = [...new Set(codes.flatMap((code) => fields.get(code)?.sources ?? []))];
    compartments.set(type, sources);
  }
  return sources;
}

/** A limit as a condition; undefined: everything. */
export function limitCondition(scope: Scope, type: ResourceType, limit: Limit): Condition | undefined {
  if (limit === 'all') return undefined;
  const sources = compartmentSources(type);
  if (limit === 'none' || limit.patients.length === 0) return nothing();
  if (type === 'Patient') {
    const ids = scope.bind.value(limit.patients);
    const number = typeNumber('Patient');
    return {
      table: 'resource',
      id: 'id',
      where: (row) => `${row}.type=${number} and ${row}.id=any((select ${ids}::text[])::text[]) and not ${row}.deleted`,
      isUnique: true,
      rank: rank.id,
    };
  }
  if (sources.length === 0) return nothing();
  const patients = scope.bind.value(limit.patients);
  const number = typeNumber(type);
  return {
    table: 'idx_reference',
    id: 'id',
    where: (row) =>
      `${rowsOf(row, number, sources)} and ${row}.target_type=${typeNumber('Patient')} and ${row}.target=any((select ${patients}::text[])::text[])`,
    rank: rank.chain,
  };
}

/** What the caller may find of a type, for every place where a search looks at it. */
export function reachConditions(scope: Scope, type: ResourceType): Condition[] {
  if (!scope.reach) return [];
  const condition = limitCondition(scope, type, scope.reach.limit(type, 'search'));
  return condition ? [condition] : [];
}
