import { isHiddenParameter } from '../hidden-elements.ts';
import { type SearchField, typePlan } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { compositeCondition } from './composite-condition.ts';
import { type Condition, rank, type Scope } from './condition.ts';
import { parseName } from './criterion-name.ts';
import { dateCondition } from './date-condition.ts';
import { deathCondition, isDeath } from './death-condition.ts';
import { errors } from './errors.ts';
import { type ConditionsOf, chainCondition, hasCondition } from './linked-conditions.ts';
import { missingCondition } from './missing-condition.ts';
import { quantityCondition } from './quantity-condition.ts';
import { referenceCondition } from './reference-condition.ts';
import type { RawCriterion } from './search-query.ts';
import { unescapeValue } from './split-escaped.ts';
import { stringCondition } from './string-condition.ts';
import type { Target } from './target.ts';
import { tokenCondition } from './token-condition.ts';
import { uriCondition } from './uri-condition.ts';

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
  const field = typePlan(type).fields.get(name.code);
  if (!field || isHiddenParameter(scope.reach, type, name.code)) return undefined;
  if (name.kind === 'chain') return [chainCondition(scope, target, { name, values, field, conditionsOf })];
  return [plainCondition(scope, target, field, { modifier: name.modifier, values })];
};

/** The modifiers each type of parameter knows; a reference also takes a type of resource. */
const modifiers: Partial<Record<SearchField['type'], readonly string[]>> = {
  token: ['not'],
  string: ['exact', 'contains'],
  uri: ['above', 'below'],
  reference: ['identifier'],
};

interface Value {
  readonly modifier: string | undefined;
  readonly values: readonly string[];
}

function plainCondition(scope: Scope, target: Target, field: SearchField, { modifier, values }: Value): Condition {
  if (modifier === 'missing') return missingCondition(target, field, values);
  if (isDeath(target.type, field)) return deathCondition(scope, target, field, { modifier, values });
  const isType = field.type === 'reference' && /^[A-Z]/.test(modifier ?? '');
  if (modifier !== undefined && !isType && !modifiers[field.type]?.includes(modifier)) {
    throw errors.badModifier({ at: target.written, modifier });
  }
  if (field.code === '_id') return idCondition(scope, target, values, modifier);
  switch (field.type) {
    case 'token':
      return { ...tokenCondition(scope, target, field, values), ...(modifier === 'not' ? { negated: true } : {}) };
    case 'string':
      return stringCondition(scope, target, field, { modifier, values });
    case 'date':
      return dateCondition(scope, target, field, values);
    case 'reference':
      return modifier === 'identifier'
        ? tokenCondition(scope, target, field, values)
        : referenceCondition(scope, target, field, { modifier, values });
    case 'uri':
      return uriCondition(scope, target, field, { modifier, values });
    case 'composite':
      return compositeCondition(scope, target, { field, values, conditionsOf });
    default:
      return quantityCondition(scope, target, field, values);
  }
}

function idCondition({ bind }: Scope, { number }: Target, values: readonly string[], modifier?: string): Condition {
  const ids = bind.value(values.map(unescapeValue));
  const where = (row: string) =>
    `${row}.type=${number} and ${row}.id=any((select ${ids}::text[])::text[]) and not ${row}.deleted`;
  return { table: 'resource', id: 'id', where, isUnique: true, rank: rank.id, ...(modifier ? { negated: true } : {}) };
}
