import { findStructure } from '@lienmach/fhir-definitions';
import { clinicalDateCode } from '../clinical-date.ts';
import { isHiddenParameter } from '../hidden-elements.ts';
import { type SearchField, typePlan } from '../index-plan.ts';
import { orderRowsOf } from '../person-rows.ts';
import { typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { type Condition, carriesAt, rank, rowsOf, type Scope } from './condition.ts';
import { datedWhole } from './dated-whole.ts';
import { errors } from './errors.ts';
import { pickDriver, wholeType } from './id-select.ts';
import type { SortKey } from './search-query.ts';

/** One key of the order; the id is always the last one. */
export interface OrderKey {
  /** SQL over the driver's row */
  readonly sql: (row: string) => string;
  /** type to which a cursor's text is cast */
  readonly cast: 'timestamptz' | 'text' | 'numeric';
  readonly descending: boolean;
  readonly nullable: boolean;
  /** rows that bring the key, joined by id */
  readonly join?: string;
}

export interface SortOrder {
  /** what a cursor is bound to, e.g. `Observation?-date` */
  readonly name: string;
  readonly keys: readonly OrderKey[];
  readonly idDescending: boolean;
  /** the condition to begin with, where the keys are columns of its rows */
  readonly driver?: Condition;
}

/** How a page is ordered. Without `_sort`: by id, the order of creation; what begins with a text is in the order of the texts. */
export function sortOrder(
  scope: Scope,
  type: ResourceType,
  sort: readonly SortKey[],
  conditions: readonly Condition[],
): SortOrder {
  refuseHidden(scope, type, sort);
  const listed = sort.length === 0 ? byText(type, conditions) : allByGivenName(type, sort, conditions);
  return listed ?? orderOf(scope, type, sort, conditions);
}

function orderOf(
  scope: Scope,
  type: ResourceType,
  sort: readonly SortKey[],
  conditions: readonly Condition[],
): SortOrder {
  const name = `${type}?${sort.map(({ code, descending }) => (descending ? `-${code}` : code)).join(',')}`;
  const [first, ...more] = sort;
  if (!first) return { name, keys: [], idDescending: false };
  if (more.length === 0) {
    const { descending } = first;
    const key = { cast: 'timestamptz', descending, nullable: false } as const;
    if (first.code === '_id') return { name, keys: [], idDescending: descending };
    // indexes are (at desc, id) and (updated, id): read forwards or backwards
    if (first.code === '_lastUpdated') {
      const keys = [{ ...key, sql: (row: string) => `${row}.updated` }];
      return { name, keys, idDescending: descending, driver: wholeType(typeNumber(type)) };
    }
    const dated = pickDriver(typeNumber(type), conditions.filter(carriesAt));
    if (carriesAt(dated) && first.code === clinicalDateCode(type)) {
      const keys = [{ ...key, sql: (row: string) => `${row}.at` }];
      return { name: `${name}@`, keys, idDescending: !descending, driver: dated };
    }
    const driver = pickDriver(typeNumber(type), conditions);
    const whole = driver.rank > rank.wide && first.code === clinicalDateCode(type) && datedWhole(scope, type);
    if (whole) {
      const keys = [{ ...key, sql: (row: string) => `${row}.at` }];
      return { name: `${name}@`, keys, idDescending: !descending, driver: whole };
    }
    if (driver.table === 'idx_date' && isSingle(type, first.code, driver)) {
      const keys = [{ ...key, sql: (row: string) => `${row}.low` }];
      return { name: `${name}#`, keys, idDescending: descending, driver };
    }
  }
  return { name, keys: sort.map((key) => joinedKey(scope, type, key)), idDescending: false };
}

/**
 * However many resources begin with a text, a page of them reads no more than itself: in the order of the index, then by id.
 * Only where nothing else has to hold: other conditions are not answered row by row.
 */
function byText(type: ResourceType, conditions: readonly Condition[]): SortOrder | undefined {
  const driver = pickDriver(typeNumber(type), conditions);
  if (driver.table !== 'idx_string' || driver.ranges === undefined) return undefined;
  if (conditions.some((other) => other !== driver && !isLookedUp(other))) return undefined;
  const key = { cast: 'text', descending: false, nullable: false, sql: (row: string) => `${row}.folded` } as const;
  return { name: `${type}?^`, keys: [key], idDescending: false, driver };
}

/** What a caller may not see is looked up for each resource: labels and patients have indexes for that. */
const isLookedUp = ({ negated, table, isOfRow }: Condition): boolean =>
  negated === true && (table === 'resource' || isOfRow === true);

const byName: ReadonlySet<string> = new Set(['name', 'given']);

/** All people by given name: their rows are the order, one each. */
function allByGivenName(
  type: ResourceType,
  sort: readonly SortKey[],
  conditions: readonly Condition[],
): SortOrder | undefined {
  const rows = orderRowsOf(type);
  const [first, ...more] = sort;
  if (rows === undefined || first === undefined || more.length > 0 || !byName.has(first.code)) return undefined;
  if (conditions.some(({ negated, rank: width }) => !negated && width < rank.wide)) return undefined;
  const { descending } = first;
  return {
    name: `${type}?${descending ? '-' : ''}name~`,
    keys: [{ cast: 'text', descending, nullable: false, sql: (row) => `${row}.folded` }],
    idDescending: descending,
    driver: {
      table: 'idx_string',
      id: 'id',
      where: (row) => rowsOf(row, typeNumber(type), [rows]),
      isUnique: true,
      rank: rank.wide,
    },
  };
}

/** The order of a list tells about what it is ordered by. */
function refuseHidden({ reach }: Scope, type: ResourceType, sort: readonly SortKey[]): void {
  const hidden = sort.find(({ code }) => isHiddenParameter(reach, type, code));
  if (hidden) throw errors.badSort({ at: '_sort', key: hidden.code });
}

/** Is the driver about this very date parameter, and has no resource two values of it? */
function isSingle(type: ResourceType, code: string, { sources }: Condition): boolean {
  const field = typePlan(type).fields.get(code);
  const [only, ...more] = field?.sources ?? [];
  if (only === undefined || more.length > 0 || sources?.length !== 1 || sources[0] !== only) return false;
  const paths = typePlan(type).rows.find(({ number, table }) => number === only && table === 'date')?.branches ?? [];
  const elements = findStructure(type)?.elements ?? [];
  const isOnce = ({ path, max }: { path: string; max: number | '*' }) =>
    max === 1 && (path === paths[0] || path === `${paths[0]}[x]`);
  return paths.length === 1 && paths[0]?.split('.').length === 2 && elements.some(isOnce);
}

/** A key from the index rows of its parameter: of several values the first when ascending, the last when descending. */
function joinedKey(scope: Scope, type: ResourceType, { code, descending }: SortKey): OrderKey {
  const row = scope.bind.alias();
  const number = typeNumber(type);
  const pick = descending ? 'max' : 'min';
  const shape = { descending, nullable: true, sql: () => `${row}.k` };
  const joined = (table: string, column: string, where: string) =>
    ` left join (select id, ${pick}(${column}) as k from ${table} r where ${where} group by id) ${row} on ${row}.id=$row.id`;
  if (code === '_lastUpdated') {
    return { ...shape, cast: 'timestamptz', join: joined('resource', 'updated', `r.type=${number} and not r.deleted`) };
  }
  if (code === '_id') return { ...shape, cast: 'text', sql: (driver) => `${driver}.id` };
  const person = byName.has(code) ? orderRowsOf(type) : undefined;
  if (person !== undefined) {
    // one row each: nothing to pick from
    const join = ` left join (select r.id, r.folded as k from idx_string r where ${rowsOf('r', number, [person])}) ${row} on ${row}.id=$row.id`;
    return { ...shape, cast: 'text', join };
  }
  const field = typePlan(type).fields.get(code);
  const column = field && sortColumns[field.type];
  if (!field?.table || !column || field.sources.length === 0) throw errors.badSort({ at: '_sort', key: code });
  return {
    ...shape,
    cast: column[1],
    join: joined(`idx_${field.table}`, column[0], `${rowsOf('r', number, field.sources)}${asWritten(field)}`),
  };
}

/** Not the rows in which the store itself says something. */
const asWritten = ({ table }: SearchField): string =>
  table === 'token' || table === 'quantity' ? ' and r.system>=0' : '';

const sortColumns: Partial<Record<SearchField['type'], readonly [column: string, cast: OrderKey['cast']]>> = {
  date: ['low', 'timestamptz'],
  string: ['folded', 'text'],
  token: ['code', 'text'],
  reference: ['target', 'text'],
  number: ['low', 'numeric'],
  quantity: ['low', 'numeric'],
  uri: ['value', 'text'],
};
