import { findStructure } from '@lienmach/fhir-definitions';
import { type SearchField, typePlan } from '../index-plan.ts';
import type { ResourceType } from '../store-contract.ts';

const plain = new Set(['code', 'boolean', 'string', 'id', 'ContactPoint']);
const known = new Map<string, boolean>();

/**
 * Does every element behind this token parameter hold a bare code (`Encounter.status`) or a telephone number, never a Coding,
 * CodeableConcept or Identifier? Then all its index rows have system 0, and a search by code alone is one index range.
 */
export function hasPlainCodes(type: ResourceType, field: SearchField): boolean {
  const key = `${type}.${field.code}`;
  let answer = known.get(key);
  if (answer === undefined) {
    const branches = typePlan(type).rows.filter((row) => row.table === 'token' && field.sources.includes(row.number));
    const paths = branches.flatMap((row) => row.branches);
    answer = paths.length > 0 && paths.every((path) => isPlain(type, path));
    known.set(key, answer);
  }
  return answer;
}

function isPlain(type: ResourceType, path: string): boolean {
  const types = findStructure(type)?.elements.find((element) => element.path === path)?.types ?? [];
  return types.length > 0 && types.every(({ code }) => plain.has(code));
}
