import { findStructure, requiredCodes } from '@lienmach/fhir-definitions';
import { typePlan } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { hasPlainCodes } from './plain-codes.ts';

/** more codes than this are no longer a handful of index ranges */
const MOST_CODES = 24;

/**
 * Every resource of a type by way of its mandatory status, so that "all visits, the latest first" is an index scan for each
 * status, merged. Undefined for a type without a mandatory status of known codes.
 */
export function datedWhole(scope: Scope, type: ResourceType): Condition | undefined {
  const field = typePlan(type).fields.get('status');
  const codes = statusCodes(type);
  if (field?.table !== 'token' || field.sources.length !== 1 || !hasPlainCodes(type, field)) return undefined;
  if (codes.length === 0 || codes.length > MOST_CODES) return undefined;
  const rows = (row: string) => `${rowsOf(row, typeNumber(type), field.sources)} and ${row}.system=0`;
  return {
    table: 'idx_token',
    id: 'id',
    where: rows,
    ranges: codes.map((code) => {
      const value = scope.bind.value(code);
      return (row: string) => `${rows(row)} and ${row}.code=${value}`;
    }),
    isUnique: true,
    rank: rank.wide,
  };
}

function statusCodes(type: ResourceType): string[] {
  const element = findStructure(type)?.elements.find(({ path }) => path === `${type}.status`);
  if (element?.min !== 1 || element.max !== 1 || element.required === undefined) return [];
  return (requiredCodes(element.required) ?? []).flatMap(({ codes }) => codes);
}
