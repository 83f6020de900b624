import { asFilter, type Condition, carriesAt, type Scope } from './condition.ts';

/** A set of ids as SQL: `row` of `from`, filtered by `where`. */
export interface IdSelect {
  readonly driver: Condition;
  readonly row: string;
  readonly from: string;
  /** every part is required */
  readonly where: readonly string[];
}

/** Every living resource of a type. */
export const wholeType = (number: number): Condition => ({
  table: 'resource',
  id: 'id',
  where: (row) => `${row}.type=${number} and not ${row}.deleted`,
  isUnique: true,
  rank: 9,
});

/** The condition to begin with: the narrowest that can be listed. */
export function pickDriver(number: number, conditions: readonly Condition[]): Condition {
  const candidates = conditions.filter((condition) => !condition.negated && condition.id === 'id');
  return candidates.reduce((best, next) => (next.rank < best.rank ? next : best), wholeType(number));
}

/** Ids of the resources that satisfy all conditions; `range` replaces the driver's own condition by one part of it. */
export function idSelect(
  scope: Scope,
  driver: Condition,
  conditions: readonly Condition[],
  range?: (row: string) => string,
): IdSelect {
  const row = scope.bind.alias();
  const others = conditions.filter((condition) => condition !== driver);
  const drives = { row, hasAt: carriesAt(driver), isNarrow: driver.isNarrow === true };
  return {
    driver,
    row,
    from: `${driver.table} ${row}`,
    where: [(range ?? driver.where)(row), ...others.map((condition) => asFilter(condition, drives, scope.bind))],
  };
}

/** `select id from …` for use inside another condition. */
export function idSubquery(scope: Scope, number: number, conditions: readonly Condition[]): string {
  const { row, from, where } = idSelect(scope, pickDriver(number, conditions), conditions);
  return `select ${row}.id from ${from} where ${where.join(' and ')}`;
}
