import { storeErrors } from '../errors.ts';
import { typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType } from '../store-contract.ts';
import { conditionsFor } from './conditions.ts';
import { errors } from './errors.ts';
import { idSubquery } from './id-select.ts';
import { Lookups } from './lookups.ts';
import { newScope, type SearchOptions } from './new-scope.ts';
import { reachConditions } from './reach-condition.ts';
import { parseSearchQuery } from './search-query.ts';
import { runStatement } from './search-statement.ts';

/**
 * Ids for conditional interactions, at most `limit`, without order. A criterion that means nothing is refused here, and so
 * is a condition without any: ignoring it would choose among resources that nobody asked for.
 *
 * Only what the caller may find: a match out of reach is no match, or its existence could be asked for.
 *
 * @throws 403 when the caller may not search the type: the answer would tell what is there
 */
export async function findIds(
  sql: Sql,
  caller: Caller,
  type: ResourceType,
  query: URLSearchParams,
  { limit, ...options }: SearchOptions & { limit: number },
): Promise<string[]> {
  if (caller.reach.limit(type, 'search') === 'none') throw storeErrors.forbidden({ at: type, detail: 'search' });
  const { criteria, ignored: controls } = parseSearchQuery(query);
  const lookups = new Lookups();
  const read = () => {
    const scope = newScope(caller, options, lookups);
    return { scope, ...conditionsFor(scope, type, criteria) };
  };
  let asked = read();
  if (lookups.isOpen) {
    await lookups.answer({ sql, caller, options });
    asked = read();
  }
  const { scope, conditions, ignored } = asked;
  const [unknown] = [...ignored, ...controls];
  if (unknown !== undefined) throw errors.badCriterion({ at: unknown, name: unknown });
  if (conditions.length === 0) throw storeErrors.emptyCondition({ at: type });
  const ids = idSubquery(scope, typeNumber(type), [...conditions, ...reachConditions(scope, type)]);
  const text = `select distinct m.id from (${ids}) m limit ${scope.bind.value(limit)}::int8`;
  return (await runStatement<{ id: string }>(sql, scope, text)).map(({ id }) => id);
}
