import { listOf, nodeOf, textOf } from '../json.ts';
import { isLike } from './match-string.ts';
import { meant, splitValue } from './split-value.ts';
import type { Found } from './values-of.ts';

interface Token {
  /** undefined: the kind of value has no system of its own */
  readonly system?: string;
  readonly code: string;
}

/** The pairs of system and code in a value. */
function tokensOf({ type, value }: Found): Token[] {
  const node = nodeOf(value);
  const pair = (system: unknown, code: unknown): Token[] =>
    textOf(code) === undefined ? [] : [{ system: textOf(system) ?? '', code: String(code) }];
  switch (type) {
    case 'CodeableConcept':
      return listOf(node.coding).flatMap((coding) => pair(nodeOf(coding).system, nodeOf(coding).code));
    case 'Coding':
      return pair(node.system, node.code);
    case 'Identifier':
      return pair(node.system, node.value);
    case 'ContactPoint':
      return textOf(node.value) === undefined ? [] : [{ code: String(node.value) }];
    default:
      return value === undefined || typeof value === 'object' ? [] : [{ code: String(value) }];
  }
}

/**
 * `code`, `system|code`, `|code` (no system), `system|`. Values without a system of their own are known by the code alone:
 * the system of a bound code is implied.
 *
 * @source FHIR R4 4.0.1, search.html#token (verified)
 */
export function matchesToken(found: Found, wanted: string): boolean {
  const [first = '', second] = splitValue(wanted, '|').map(meant);
  return tokensOf(found).some(({ system, code }) => {
    if (second === undefined) return code === first;
    if (second === '') return system === first;
    return code === second && (system === undefined || system === first);
  });
}

/** `:text`: what is printed beside the code begins with it. @source FHIR R4 4.0.1, search.html#modifiers (verified) */
export function matchesTokenText({ type, value }: Found, wanted: string): boolean {
  const node = nodeOf(value);
  const texts =
    type === 'CodeableConcept'
      ? [node.text, ...listOf(node.coding).map((coding) => nodeOf(coding).display)]
      : type === 'Identifier'
        ? [nodeOf(node.type).text]
        : [node.display];
  return texts.some((text) => textOf(text) !== undefined && isLike(String(text), meant(wanted)));
}

/** `:of-type=system|code|value`: the type of the identifier and its value. */
export function matchesOfType({ type, value }: Found, wanted: string): boolean {
  const [system = '', code = '', number = ''] = splitValue(wanted, '|').map(meant);
  const node = nodeOf(value);
  const kinds = listOf(nodeOf(node.type).coding).map(nodeOf);
  const isKind = kinds.some((kind) => kind.system === system && kind.code === code);
  return type === 'Identifier' && node.value === number && isKind;
}
