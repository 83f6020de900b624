import type { Condition, Scope } from './condition.ts';
import type { Position } from './cursor.ts';
import { idSelect, pickDriver } from './id-select.ts';
import type { OrderKey, SortOrder } from './sort-order.ts';

/**
 * One page as one statement: ids in order from the indexes, then the bodies of those few by primary key.
 * Rows: id, version, updated (milliseconds), body, and the sort keys as `k1`, `k2`, … for the cursor.
 */
export function pageStatement(
  scope: Scope,
  {
    number,
    conditions,
    order,
    after,
    limit,
  }: {
    number: number;
    conditions: readonly Condition[];
    order: SortOrder;
    after: Position | undefined;
    /** resources wanted; one more is fetched to know whether there is a next page */
    limit: number;
  },
): string {
  const most = `${scope.bind.value(limit + 1)}::int8`;
  const position = after?.map((value, place) => bindKey(scope, order.keys[place], value));
  const page = pageIds(scope, { number, conditions, order, position, most });
  const shown = order.keys.map((_, place) => `,p.k${place + 1}::text as k${place + 1}`).join('');
  return `with p as materialized (${page}) select r.id,r.version,(extract(epoch from r.updated)*1000)::float8 as updated,r.body${shown} from p join resource r on r.type=${number} and r.id=p.id order by ${orderBy(order, (place) => `p.k${place + 1}`, 'p.id')}`;
}

/** A value of the cursor as a placeholder; null when the last row had no such value. */
const bindKey = (scope: Scope, key: OrderKey | undefined, value: string | null): string | null =>
  value === null ? null : `${scope.bind.value(value)}::${key?.cast ?? 'text'}`;

interface Page {
  readonly number: number;
  readonly conditions: readonly Condition[];
  readonly order: SortOrder;
  readonly position: readonly (string | null)[] | undefined;
  readonly most: string;
}

function pageIds(scope: Scope, page: Page): string {
  const { order, conditions, number, most } = page;
  const driver = order.driver ?? pickDriver(number, conditions);
  const ranges = order.driver?.ranges ?? [];
  const pages =
    ranges.length > 0 ? ranges.map((range) => onePage(scope, page, driver, range)) : [onePage(scope, page, driver)];
  if (pages.length === 1) return pages[0] ?? '';
  const merged = orderBy(order, (place) => `u.k${place + 1}`, 'u.id');
  return `select * from (${pages.map((text) => `(${text})`).join(' union ')}) u order by ${merged} limit ${most}`;
}

/** Ids and keys of one driver, or of one range of it. */
function onePage(
  scope: Scope,
  { order, conditions, position, most }: Page,
  driver: Condition,
  range?: (row: string) => string,
): string {
  const { row, from, where } = idSelect(scope, driver, conditions, range);
  const keys = order.keys.map((key, place) => `,${key.sql(row)} as k${place + 1}`).join('');
  const joins = order.keys.map((key) => (key.join ?? '').replaceAll('$row', row)).join('');
  const distinct = driver.isUnique || range ? '' : 'distinct ';
  const next = position ? [afterPosition(order, position, row)] : [];
  const sorted = orderBy(
    order,
    (place) => (distinct ? `k${place + 1}` : (order.keys[place]?.sql(row) ?? '')),
    distinct ? 'id' : `${row}.id`,
  );
  return `select ${distinct}${row}.id as id${keys} from ${from}${joins} where ${[...where, ...next].join(' and ')} order by ${sorted} limit ${most}`;
}

/** Missing values come last in both directions. */
function orderBy(order: SortOrder, key: (place: number) => string, id: string): string {
  const parts = order.keys.map(({ descending, nullable }, place) => {
    const direction = descending ? ' desc' : '';
    return `${key(place)}${direction}${nullable && descending ? ' nulls last' : ''}`;
  });
  return [...parts, `${id}${order.idDescending ? ' desc' : ''}`].join(',');
}

/** Rows strictly behind the cursor. The first key also gets a plain bound that an index can use. */
function afterPosition({ keys, idDescending }: SortOrder, position: readonly (string | null)[], row: string): string {
  const id = `${row}.id${idDescending ? '<' : '>'}${position[keys.length] ?? "''"}`;
  const later = keys.reduceRight((rest, key, place) => behind(key, position[place] ?? null, row, rest), id);
  const [first] = keys;
  const bound = first && !first.nullable ? `${first.sql(row)}${first.descending ? '<=' : '>='}${position[0]} and ` : '';
  return `${bound}(${later})`;
}

function behind(key: OrderKey, value: string | null, row: string, rest: string): string {
  const column = key.sql(row);
  if (value === null) return `${column} is null and (${rest})`;
  const sign = key.descending ? '<' : '>';
  const missing = key.nullable ? ` or ${column} is null` : '';
  return `${column}${sign}${value}${missing} or (${column}=${value} and (${rest}))`;
}
