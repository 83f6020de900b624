import { type SearchField, typePlan } from '../index-plan.ts';
import { literalReference } from '../indexing/reference-values.ts';
import { nodeOf } from '../indexing/values.ts';
import { parseStored } from '../parse-json.ts';
import { readRow } from '../read.ts';
import { typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { asFilter, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import type { Finder } from './lookups.ts';
import { newScope } from './new-scope.ts';
import { reachConditions } from './reach-condition.ts';
import { parseReference } from './reference-condition.ts';
import { runStatement } from './search-statement.ts';
import { unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

/** places of one hierarchy that a search may speak about */
const MOST = 1000;
const MOST_LEVELS = 30;

/** Types that are parts of others of their own, by the element that says so. */
const partOf: Partial<Record<ResourceType, string>> = {
  Location: 'partOf',
  Organization: 'partOf',
  Encounter: 'partOf',
  Task: 'partOf',
  Procedure: 'partOf',
  CarePlan: 'partOf',
  Communication: 'partOf',
};

/**
 * `location:below=Location/tang-2`: there or in any part of it; `:above`: there or in anything it is part of.
 *
 * @source FHIR R4 4.0.1, search.html#recursive (verified)
 */
export function hierarchyCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  { modifier, values }: { modifier: 'above' | 'below'; values: readonly string[] },
): Condition {
  const parts = values.map((value) => {
    const { types = [], target: id } = parseReference(
      field,
      undefined,
      unescapeValue(value),
      target.written,
      scope.base,
    );
    const [type, ...more] = types.filter((one) => partOf[one] !== undefined);
    if (type === undefined || more.length > 0) throw errors.badModifier({ at: target.written, modifier });
    const find = modifier === 'below' ? below : above;
    const ids = scope.lookups.find(`${modifier} ${type} ${id}`, (finder) => find(finder, type, id));
    const list = scope.bind.value([...ids]);
    return (row: string) => `(${row}.target=any(${list}::text[]) and ${row}.target_type=${typeNumber(type)})`;
  });
  return {
    table: 'idx_reference',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and (${parts.map((part) => part(row)).join(' or ')})`,
    rank: rank.chain,
  };
}

/** Down through the index of references, a level at a time, as far as the caller may find. */
async function below({ sql, caller, options }: Finder, type: ResourceType, id: string): Promise<string[]> {
  const known = new Set([id]);
  const { sources } = partField(type);
  for (let level = [id], depth = 0; level.length > 0 && depth < MOST_LEVELS && known.size < MOST; depth += 1) {
    const scope = newScope(caller, options);
    const parents = scope.bind.value(level);
    const where = [
      `${rowsOf('p', typeNumber(type), sources)} and p.target_type=${typeNumber(type)} and p.target=any(${parents}::text[])`,
      ...reachConditions(scope, type).map((one) =>
        asFilter(one, { row: 'p', hasAt: true, isNarrow: false }, scope.bind),
      ),
    ];
    const text = `select distinct p.id from idx_reference p where ${where.join(' and ')} limit ${MOST}`;
    const rows = await runStatement<{ id: string }>(sql, scope, text);
    level = rows.map((row) => row.id).filter((one) => !known.has(one));
    for (const one of level) known.add(one);
  }
  return [...known];
}

/** Up through what each one says it is part of. */
async function above({ sql, caller }: Finder, type: ResourceType, id: string): Promise<string[]> {
  const known = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !known.has(next) && known.size < MOST_LEVELS; ) {
    known.add(next);
    const row = await readRow(sql, caller, { type, id: next }, 'read');
    const { reference } = nodeOf(row && !row.deleted ? parseStored(row.body)[partOf[type] ?? ''] : undefined);
    const literal = typeof reference === 'string' ? literalReference(reference) : undefined;
    next = literal?.type === type ? literal.id : undefined;
  }
  return [...known];
}

function partField(type: ResourceType): SearchField {
  const { fields } = typePlan(type);
  const field = fields.get('partof') ?? fields.get('part-of');
  if (!field) throw new Error(`${type} is part of nothing`);
  return field;
}
