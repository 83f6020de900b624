import { withoutHidden } from '../hidden-elements.ts';
import { literalReference } from '../indexing/reference-values.ts';
import { nodeOf, listOf as valuesOf } from '../indexing/values.ts';
import { parseStored } from '../parse-json.ts';
import { readRow } from '../read.ts';
import { type Condition, rank, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import type { Finder } from './lookups.ts';
import { toStored } from './stored-row.ts';
import type { Target } from './target.ts';

const ID = /^(?:List\/)?([A-Za-z0-9\-.]{1,64})$/;

/**
 * `_list=42`: what the List names, as far as the caller may read the List. Functional lists (`$current-…`) are not kept.
 *
 * @source FHIR R4 4.0.1, search.html#list (verified)
 */
export function listCondition(scope: Scope, target: Target, values: readonly string[]): Condition {
  const ids = values.flatMap((value) => {
    const id = ID.exec(value)?.[1];
    if (id === undefined) throw errors.badValue({ at: target.written, detail: value.slice(0, 100) });
    return scope.lookups.find(`list ${target.type} ${id}`, (finder) => itemsOf(finder, target, id));
  });
  const found = scope.bind.value(ids);
  return {
    table: 'resource',
    id: 'id',
    where: (row) =>
      `${row}.type=${target.number} and ${row}.id=any((select ${found}::text[])::text[]) and not ${row}.deleted`,
    isUnique: true,
    rank: rank.id,
  };
}

async function itemsOf({ sql, caller }: Finder, { type }: Target, id: string): Promise<string[]> {
  const row = await readRow(sql, caller, { type: 'List', id }, 'read');
  if (!row || row.deleted) return [];
  const { text } = withoutHidden(caller, toStored('List', row));
  return valuesOf(parseStored(text).entry).flatMap((entry) => {
    const { item, deleted } = nodeOf(entry);
    const { reference } = nodeOf(item);
    const literal = typeof reference === 'string' && deleted !== true ? literalReference(reference) : undefined;
    return literal?.type === type ? [literal.id] : [];
  });
}
