import { compartmentParameters } from '@lienmach/fhir-definitions';
import { typePlan } from '../index-plan.ts';
import { findParameterNumber } from '../parameter-numbers.ts';
import { typeNumber } from '../resource-types.ts';
import type { Limit, ResourceType } from '../store-contract.ts';
import { codeCondition } from './code-limit.ts';
import { type Condition, nothing, rank, rowsOf, type Scope } from './condition.ts';

/** the parameter `_security`: its rows in the index are the labels */
export const securityNumber = findParameterNumber('_security') ?? 0;

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

/** A limit as conditions that must all hold; none: everything. */
export function limitConditions(scope: Scope, type: ResourceType, limit: Limit): Condition[] {
  if (limit === 'all') return [];
  if (limit === 'none') return [nothing()];
  const { patients, codes, withoutLabels = [], withoutPatients = [], opened = [] } = limit;
  const conditions = patients === undefined ? [] : [ofPatients(scope, type, patients)];
  if (codes !== undefined) conditions.push(codeCondition(scope, type, codes));
  const spared = unlessOpened(scope, type, opened);
  if (withoutLabels.length > 0) conditions.push(unlabelled(scope, type, withoutLabels, spared));
  if (withoutPatients.length > 0) conditions.push(...notOf(scope, type, withoutPatients, spared));
  return conditions;
}

const list = ({ bind }: Scope, values: readonly string[]): string =>
  `any((select ${bind.value(values)}::text[])::text[])`;

/** What lies in one of these compartments. */
function ofPatients(scope: Scope, type: ResourceType, patients: readonly string[]): Condition {
  const sources = compartmentSources(type);
  if (patients.length === 0) return nothing();
  const number = typeNumber(type);
  if (type === 'Patient') {
    const ids = list(scope, patients);
    return {
      table: 'resource',
      id: 'id',
      where: (row) => `${row}.type=${number} and ${row}.id=${ids} and not ${row}.deleted`,
      isUnique: true,
      rank: rank.id,
    };
  }
  if (sources.length === 0) return nothing();
  const ids = list(scope, patients);
  return {
    table: 'idx_reference',
    id: 'id',
    where: (row) =>
      `${rowsOf(row, number, sources)} and ${row}.target_type=${typeNumber('Patient')} and ${row}.target=${ids}`,
    rank: rank.chain,
  };
}

/** What carries none of these labels; there is an index of labels by resource. */
const unlabelled = (scope: Scope, type: ResourceType, labels: readonly string[], spared: OnRow): Condition => {
  const codes = list(scope, labels);
  return {
    table: 'idx_token',
    id: 'id',
    where: (row) => `${rowsOf(row, typeNumber(type), [securityNumber])} and ${row}.code=${codes}${spared(row)}`,
    negated: true,
    isOfRow: true,
    rank: rank.wide,
  };
};

/** What lies in none of these compartments; a type that is in no compartment is in none of these. */
function notOf(scope: Scope, type: ResourceType, patients: readonly string[], spared: OnRow): Condition[] {
  if (type !== 'Patient' && compartmentSources(type).length === 0) return [];
  const theirs = ofPatients(scope, type, patients);
  return [{ ...theirs, where: (row) => `${theirs.where(row)}${spared(row)}`, negated: true }];
}

type OnRow = (row: string) => string;

/** The tail of a condition that takes away: it does not, where the glass was broken. */
function unlessOpened(scope: Scope, type: ResourceType, opened: readonly string[]): OnRow {
  const sources = compartmentSources(type);
  if (opened.length === 0 || (type !== 'Patient' && sources.length === 0)) return () => '';
  const ids = list(scope, opened);
  if (type === 'Patient') return (row) => ` and not ${row}.id=${ids}`;
  const o = scope.bind.alias();
  const rows = `${rowsOf(o, typeNumber(type), sources)} and ${o}.target_type=${typeNumber('Patient')} and ${o}.target=${ids}`;
  return (row) => ` and not exists (select 1 from idx_reference ${o} where ${rows} and ${o}.id=${row}.id)`;
}

/** What the caller may find of a type, for every place where a search looks at it. */
export const reachConditions = (scope: Scope, type: ResourceType): Condition[] =>
  scope.reach ? limitConditions(scope, type, scope.reach.limit(type, 'search')) : [];
