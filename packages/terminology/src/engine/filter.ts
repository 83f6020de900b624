import type { ValueSetComposeIncludeFilter } from 'fhir/r4';
import { errors } from '../errors.ts';
import { ancestors, type ConceptNode, type ConceptTable, descendants } from './concept-table.ts';

type Test = (node: ConceptNode) => boolean;

const longestPattern = 200;

/** A repeated group that holds choices or repetitions, or many repetitions: patterns that take forever on some texts. */
function isEndless(value: string): boolean {
  const flat = value
    .replace(/\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|.)/gsu, 'x')
    .replace(/\[[^\]]*\]/gu, 'x')
    .replace(/\((?:\?[:=!])?[^()|*+?{]*\)/gu, 'x');
  const unbounded = flat.match(/[*+]|\{\d+,\d*\}/gu) ?? [];
  const optional = flat.match(/(?<!\()\?/gu) ?? [];
  return /\)[*+{]/u.test(flat) || unbounded.length > 2 || optional.length > 5;
}

/**
 * One `compose.include.filter` as a test of concepts.
 *
 * @throws errors.unknownFilter, errors.badPattern
 * @source FHIR R4 4.0.1, value set filter-operator (verified)
 */
export function filterTest({ property, op, value }: ValueSetComposeIncludeFilter, table: ConceptTable): Test {
  const listed = new Set(value.split(',').map((one) => one.trim()));
  const has = (node: ConceptNode, test: (text: string) => boolean) => valuesOf(node, property).some(test);
  switch (op) {
    case 'is-a':
      return inside(table, value, descendants);
    case 'descendent-of': {
      const isBelow = inside(table, value, descendants);
      return (node) => isBelow(node) && node !== table.find(value);
    }
    case 'is-not-a': {
      const isBelow = inside(table, value, descendants);
      return (node) => !isBelow(node);
    }
    case 'generalizes':
      return inside(table, value, ancestors);
    case '=':
      return (node) => has(node, (text) => text === value);
    case 'in':
      return (node) => has(node, (text) => listed.has(text));
    case 'not-in':
      return (node) => !has(node, (text) => listed.has(text));
    case 'exists':
      return (node) => valuesOf(node, property).length > 0 === (value === 'true');
    case 'regex': {
      const pattern = readPattern(value);
      return (node) => has(node, (text) => pattern.test(text));
    }
    default:
      throw errors.unknownFilter({ op, at: 'ValueSet.compose.include.filter.op' });
  }
}

/** The branch is walked once, however many concepts are then asked. */
function inside(table: ConceptTable, code: string, walk: (node: ConceptNode) => Set<ConceptNode>): Test {
  const start = table.find(code);
  const branch = start === undefined ? new Set<ConceptNode>() : walk(start);
  return (node) => branch.has(node);
}

function readPattern(value: string): RegExp {
  const at = 'ValueSet.compose.include.filter.value';
  if (value.length > longestPattern || isEndless(value)) throw errors.badPattern({ at });
  try {
    return new RegExp(`^(?:${value})$`, 'u');
  } catch {
    throw errors.badPattern({ at });
  }
}

/** Values of a property as text; code, display and definition count as properties, parent and child by the hierarchy. */
function valuesOf(node: ConceptNode, property: string): string[] {
  if (property === 'code' || property === 'concept') return [node.code];
  if (property === 'display') return node.display === undefined ? [] : [node.display];
  if (property === 'definition') return node.definition === undefined ? [] : [node.definition];
  if (property === 'parent') return node.parents.map(({ code }) => code);
  if (property === 'child') return node.children.map(({ code }) => code);
  return node.property.filter(({ code }) => code === property).map(textOfProperty);
}

export function textOfProperty(property: object): string {
  const value: unknown = Object.entries(property).find(([key]) => key.startsWith('value'))?.[1];
  if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code);
  return String(value ?? '');
}
