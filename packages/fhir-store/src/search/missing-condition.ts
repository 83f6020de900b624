import type { SearchField } from '../index-plan.ts';
import { typePlan } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import { OWN_NUMBER } from '../write/uri-systems.ts';
import { anyOf, type Condition, nothing, rank, rowsOf, type Scope } from './condition.ts';
import { isDeath } from './death-condition.ts';
import { errors } from './errors.ts';
import { wholeType } from './id-select.ts';
import { addressPattern } from './reference-condition.ts';
import type { Target } from './target.ts';

/**
 * `:missing=true`: the resource has no value here. A value that no index row can hold (a code with a text only) is there all
 * the same: the indexer leaves a mark for it.
 *
 * @source FHIR R4 4.0.1, search.html#modifiers (verified)
 */
export function missingCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  values: readonly string[],
): Condition {
  const [value, ...more] = values;
  if (more.length > 0 || (value !== 'true' && value !== 'false'))
    throw errors.badValue({ at: target.written, detail: value });
  const isMissing = value === 'true';
  if ((!field.table && !field.composite) || isDeath(target.type, field))
    return isMissing ? nothing() : wholeType(target.number);
  if (field.table === 'token') {
    const where = (row: string) => rowsOf(row, target.number, field.sources);
    return { table: 'idx_token', id: 'id', where, negated: isMissing, rank: rank.wide };
  }
  const present = presence(scope, target, field);
  return {
    table: 'resource',
    id: 'id',
    where: (row) =>
      `${row}.type=${target.number} and not ${row}.deleted and ${isMissing ? 'not ' : ''}${present(`${row}.id`)}`,
    isUnique: true,
    rank: rank.wide,
  };
}

/** Does the resource with this id have a value of the parameter? */
function presence(scope: Scope, target: Target, field: SearchField): (id: string) => string {
  const whole = field.composite?.onResource?.flatMap((code) => typePlan(target.type).fields.get(code) ?? []) ?? [];
  return (id) => {
    const parts = field.table ? [hasRow(scope, field, target, id)] : [];
    if (field.table && field.type !== 'composite' && !field.isNarrowed) parts.push(hasMark(scope, field, target, id));
    if (field.isNarrowed) parts.push(hasAddress(scope, field, target, id));
    if (whole.length > 0) parts.push(`(${whole.map((one) => presence(scope, target, one)(id)).join(' and ')})`);
    return anyOf(parts);
  };
}

function hasRow({ bind }: Scope, field: SearchField, { number }: Target, id: string): string {
  const row = bind.alias();
  const types = field.targets.map(typeNumber).join(',');
  const narrowed = field.isNarrowed ? ` and ${row}.target_type in (${types})` : '';
  return `${id} in (select ${row}.id from idx_${field.table} ${row} where ${rowsOf(row, number, field.sources)}${narrowed})`;
}

/** Of a reference an identifier alone is a value too: it has a row of its own there. */
function hasMark({ bind }: Scope, field: SearchField, { number }: Target, id: string): string {
  const row = bind.alias();
  const mark = field.table === 'reference' ? '' : ` and ${row}.code='' and ${row}.system=${OWN_NUMBER}`;
  return `${id} in (select ${row}.id from idx_token ${row} where ${rowsOf(row, number, field.sources)}${mark})`;
}

/** An address elsewhere names the type that it leads to. */
function hasAddress({ bind }: Scope, field: SearchField, { number }: Target, id: string): string {
  const row = bind.alias();
  const named = `${row}.target_type=0 and ${row}.target ~ '${addressPattern(field.targets)}'`;
  return `${id} in (select ${row}.id from idx_reference ${row} where ${rowsOf(row, number, field.sources)} and ${named})`;
}
