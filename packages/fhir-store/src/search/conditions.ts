import { findStructure } from '@lienmach/fhir-definitions';
import { isHiddenParameter } from '../hidden-elements.ts';
import { type SearchField, typePlan } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { codesCondition } from './codes-condition.ts';
import { compositeCondition } from './composite-condition.ts';
import { type Condition, rank, type Scope } from './condition.ts';
import { type CriterionName, parseName } from './criterion-name.ts';
import { dateCondition } from './date-condition.ts';
import { deathCondition, isDeath } from './death-condition.ts';
import { errors } from './errors.ts';
import { hierarchyCondition } from './hierarchy-condition.ts';
import { type ConditionsOf, chainCondition, hasCondition } from './linked-conditions.ts';
import { listCondition } from './list-condition.ts';
import { missingCondition } from './missing-condition.ts';
import { nearCondition } from './near-condition.ts';
import { ofTypeCondition } from './of-type-condition.ts';
import { quantityCondition } from './quantity-condition.ts';
import { referenceCondition } from './reference-condition.ts';
import type { RawCriterion } from './search-query.ts';
import { unescapeValue } from './split-escaped.ts';
import { stringCondition } from './string-condition.ts';
import type { Target } from './target.ts';
import { tokenCondition } from './token-condition.ts';
import { uriCondition } from './uri-condition.ts';
import { labelCondition, wordsCondition } from './words-condition.ts';

/** Every criterion as conditions that must all hold, and the names that mean nothing for this type. */
export function conditionsFor(scope: Scope, type: ResourceType, criteria: readonly RawCriterion[]) {
  const conditions: Condition[] = [];
  const ignored: string[] = [];
  for (const criterion of criteria) {
    const found = conditionsOf(scope, type, criterion);
    if (found) conditions.push(...found);
    else ignored.push(criterion.written);
  }
  return { conditions, ignored };
}

/** @returns undefined when the type has no such parameter */
const conditionsOf: ConditionsOf = (scope, type, { written, values }) => {
  const name = parseName(written);
  if (!name) return undefined;
  const target: Target = { type, number: typeNumber(type), written };
  if (name.kind === 'has') return [hasCondition(scope, target, { name, values, conditionsOf })];
  if (name.kind === 'plain' && name.code in withoutRows) return wholeResource(scope, target, { name, values });
  const field = typePlan(type).fields.get(name.code);
  if (!field || isHiddenParameter(scope.reach, type, name.code)) return undefined;
  if (name.kind === 'chain') return [chainCondition(scope, target, { name, values, field, conditionsOf })];
  return [plainCondition(scope, target, field, { modifier: name.modifier, values })];
};

type Plain = Extract<CriterionName, { kind: 'plain' }>;

/** Parameters that speak about the resource as a whole. */
const withoutRows: Readonly<Record<string, 'narrative' | 'content' | 'list'>> = {
  _text: 'narrative',
  _content: 'content',
  _list: 'list',
};

/** `Binary`, `Bundle` and `Parameters` are no DomainResource, and `_text` is a parameter of those. */
const hasNarrative = (type: ResourceType): boolean => findStructure(type)?.base === 'DomainResource';

/** @returns undefined for words of a type of which the caller does not see everything: they would tell */
function wholeResource(
  scope: Scope,
  target: Target,
  { name: { code, modifier }, values }: { name: Plain; values: readonly string[] },
): Condition[] | undefined {
  if (modifier !== undefined) throw errors.badModifier({ at: target.written, modifier });
  const column = withoutRows[code];
  if (column === undefined || column === 'list') return [listCondition(scope, target, values)];
  if (column === 'narrative' && !hasNarrative(target.type)) return undefined;
  if ((scope.reach?.hidden?.(target.type) ?? []).length > 0) return undefined;
  return [wordsCondition(scope, target, { column, values })];
}

/** The modifiers each type of parameter knows; a reference also takes a type of resource. */
const modifiers: Partial<Record<SearchField['type'], readonly string[]>> = {
  token: ['not', 'text', 'in', 'not-in', 'above', 'below', 'of-type'],
  string: ['exact', 'contains'],
  uri: ['above', 'below'],
  reference: ['identifier', 'above', 'below'],
};

interface Value {
  readonly modifier: string | undefined;
  readonly values: readonly string[];
}

function plainCondition(scope: Scope, target: Target, field: SearchField, { modifier, values }: Value): Condition {
  if (modifier === 'missing') return missingCondition(scope, target, field, values);
  if (isDeath(target.type, field)) return deathCondition(scope, target, field, { modifier, values });
  const isType = field.type === 'reference' && /^[A-Z]/.test(modifier ?? '');
  if (modifier !== undefined && !isType && !modifiers[field.type]?.includes(modifier)) {
    throw errors.badModifier({ at: target.written, modifier });
  }
  if (field.code === '_id') return idCondition(scope, target, values, modifier);
  switch (field.type) {
    case 'token':
      return tokensOf(scope, target, field, { modifier, values });
    case 'string':
      return stringCondition(scope, target, field, { modifier, values });
    case 'date':
      return dateCondition(scope, target, field, values);
    case 'reference':
      return referencesOf(scope, target, field, { modifier, values });
    case 'uri':
      return uriCondition(scope, target, field, { modifier, values });
    case 'composite':
      return compositeCondition(scope, target, { field, values, conditionsOf });
    case 'special':
      return nearCondition(scope, target, field, values);
    default:
      return quantityCondition(scope, target, field, values);
  }
}

function tokensOf(scope: Scope, target: Target, field: SearchField, { modifier, values }: Value): Condition {
  switch (modifier) {
    case 'in':
    case 'not-in':
    case 'above':
    case 'below':
      return codesCondition(scope, target, field, { modifier, values });
    case 'text':
      return labelCondition(scope, target, field, values);
    case 'of-type':
      return ofTypeCondition(scope, target, field, values);
    default: {
      const condition = tokenCondition(scope, target, field, values);
      return modifier === 'not' ? { ...condition, negated: true } : condition;
    }
  }
}

function referencesOf(scope: Scope, target: Target, field: SearchField, { modifier, values }: Value): Condition {
  if (modifier === 'identifier') return tokenCondition(scope, target, field, values);
  if (modifier === 'above' || modifier === 'below')
    return hierarchyCondition(scope, target, field, { modifier, values });
  return referenceCondition(scope, target, field, { modifier, values });
}

function idCondition(
  { bind }: Scope,
  { number, written }: Target,
  values: readonly string[],
  modifier: string | undefined,
): Condition {
  if (modifier !== undefined && modifier !== 'not') throw errors.badModifier({ at: written, modifier });
  const ids = bind.value(values.map(unescapeValue));
  const where = (row: string) =>
    `${row}.type=${number} and ${row}.id=any((select ${ids}::text[])::text[]) and not ${row}.deleted`;
  return { table: 'resource', id: 'id', where, isUnique: true, rank: rank.id, ...(modifier ? { negated: true } : {}) };
}
