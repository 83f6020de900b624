import { typeNumber } from './resource-types.ts';
import { asFilter } from './search/condition.ts';
import { newScope } from './search/new-scope.ts';
import { limitConditions } from './search/reach-condition.ts';
import { runStatement } from './search/search-statement.ts';
import type { Sql } from './sql.ts';
import type { Caller, ResourceType } from './store-contract.ts';

/** Which of these living resources the caller may read: for whoever learned of ids in another way than by asking for them. */
export async function reachableIds(
  sql: Sql,
  caller: Pick<Caller, 'reach'>,
  type: ResourceType,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const scope = newScope(caller);
  const filters = limitConditions(scope, type, caller.reach.limit(type, 'read')).map((condition) =>
    asFilter(condition, { row: 'r', hasAt: false, isNarrow: false }, scope.bind),
  );
  const wanted = `r.id=any((select ${scope.bind.value(ids)}::text[])::text[])`;
  const where = [`r.type=${typeNumber(type)}`, wanted, 'not r.deleted', ...filters].join(' and ');
  const rows = await runStatement<{ id: string }>(sql, scope, `select r.id from resource r where ${where}`);
  return new Set(rows.map(({ id }) => id));
}
