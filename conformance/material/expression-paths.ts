import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import { alternativesOf } from '../expected/alternatives.ts';

/** One alternative of a search expression, as a way to the element that has to be filled. */
export interface ElementWay {
  /** below the resource: `['component', 'value']` */
  readonly names: readonly string[];
  /** the type of a choice: `Quantity` for `value.ofType(Quantity)` */
  readonly cast?: string;
  /** `resolve() is Patient` */
  readonly resolvesTo?: string;
  /** `system = 'phone'` of the element itself, `type = 'depends-on'` of the element `depth` names down */
  readonly where?: { readonly depth: number; readonly name: string; readonly value: string };
}

/** The ways of a parameter into one resource type. */
export function waysOf(type: string, { expression = '', base }: SearchParameterRow): ElementWay[] {
  const roots = [type, 'Resource', 'DomainResource'];
  return alternativesOf(expression).flatMap((text) => {
    const rooted = /^[a-z]/.test(text) && base.length === 1 ? `${base[0]}.${text}` : text;
    const [root = '', ...names] = plainOf(rooted).split('.');
    if (!roots.includes(root)) return [];
    return [{ names, ...castOf(text), ...resolvedOf(text), ...whereOf(text) }];
  });
}

const plainOf = (text: string): string =>
  (text.split(/\s+and\s+/)[0] ?? '')
    .replace(/ as [A-Za-z]+\)/g, ')')
    .replace(/\.(?:where|ofType|as|exists)\((?:[^()]|\([^()]*\))*\)/g, '')
    .replace(/\[\d+\]/g, '')
    .replace(/[()\s]/g, '');

const castOf = (text: string): { cast?: string } => {
  const cast = /(?:\.ofType\(|\.as\(| as )([A-Za-z]+)\)/.exec(text)?.[1];
  // the standard writes `DateTime` once, which no FHIR type is called
  return cast === undefined ? {} : { cast: cast === 'DateTime' ? 'dateTime' : cast };
};

const resolvedOf = (text: string): { resolvesTo?: string } => {
  const resolvesTo = /resolve\(\) is ([A-Za-z]+)/.exec(text)?.[1];
  return resolvesTo === undefined ? {} : { resolvesTo };
};

function whereOf(text: string): Pick<ElementWay, 'where'> {
  const found = /^([A-Za-z.]+)\.where\(([a-z]+) ?= ?'([^']+)'\)/.exec(text);
  if (!found) return {};
  return { where: { depth: (found[1] ?? '').split('.').length - 1, name: found[2] ?? '', value: found[3] ?? '' } };
}
