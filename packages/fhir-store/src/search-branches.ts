import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import type { ResourceType } from './store-contract.ts';

/** One alternative of a search parameter's expression, for one resource type. */
export interface Branch {
  /** the expression without its `resolve() is X` filter and without needless brackets, e.g. `Encounter.subject` */
  readonly path: string;
  /** `X` of `.where(resolve() is X)` */
  readonly resolvesTo?: string;
}

const RESOLVE = /\.where\(resolve\(\) is ([A-Za-z]+)\)/;
const AS_OPERATOR = /\(([A-Za-z.]+) as ([A-Za-z]+)\)/g;
const AS_FUNCTION = /\.as\(([A-Za-z]+)\)/g;
const NOTHING: readonly string[] = [];

/** The alternatives that apply to a type: `Patient.name | Practitioner.name` has one for Patient. */
export function branchesFor(type: ResourceType, row: SearchParameterRow): Branch[] {
  const roots = ['Resource', 'DomainResource'].some((base) => row.base.includes(base))
    ? [type, 'Resource', 'DomainResource']
    : [type];
  return splitAlternatives(row.expression)
    .map((text) => rooted(normalise(text), row))
    .filter((text) => roots.some((root) => text === root || text.startsWith(`${root}.`)))
    .map((text) => branchOf(text.replace(/^(Domain)?Resource\b/, type)));
}

/** The standard forgets the root in one place: `name | alias` of InsurancePlan. */
const rooted = (text: string, row: SearchParameterRow): string =>
  /^[a-z]/.test(text) && row.base.length === 1 ? `${row.base[0]}.${text}` : text;

function branchOf(text: string): Branch {
  const resolvesTo = RESOLVE.exec(text)?.[1];
  const path = text.replace(RESOLVE, '');
  return resolvesTo === undefined ? { path } : { path, resolvesTo };
}

/** `(A.b as c)` and `A.b.as(c)` become `A.b.ofType(c)`; brackets around a whole path are dropped. */
const normalise = (text: string): string =>
  text
    .replace(AS_OPERATOR, '$1.ofType($2)')
    .replace(AS_FUNCTION, '.ofType($1)')
    .replace(/^\((.*)\)((?:\.[a-zA-Z]+)*)$/, '$1$2')
    .trim();

/** Splits at `|` outside brackets. */
export function splitAlternatives(expression: string | undefined): readonly string[] {
  if (!expression) return NOTHING;
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < expression.length; at += 1) {
    const sign = expression[at];
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === '|' && depth === 0) {
      parts.push(expression.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, expression.slice(start).trim()];
}
