import type { IndexTable } from '../index-plan.ts';
import type { Reach } from '../store-contract.ts';
import type { Bind } from './bind.ts';
import type { Lookups } from './lookups.ts';

/** What every condition of one statement shares. */
export interface Scope {
  readonly bind: Bind;
  /** the caller's reach; undefined when the store itself asks */
  readonly reach: Reach | undefined;
  /** what a date without zone means */
  readonly zone: string;
  readonly now: Date;
  /** address of the FHIR door, e.g. `https://benhvien.example/fhir/R4`: what begins with it is here */
  readonly base?: string | undefined;
  /** what had to be found out before */
  readonly lookups: Lookups;
  /** how many inner searches chains may still open */
  readonly parts: { left: number };
}

/** A set of resources of one type, as rows of one table: it can drive a search or filter one. */
export interface Condition {
  readonly table: 'resource' | 'resource_words' | 'token_label' | `idx_${IndexTable}`;
  /** which column holds the resource's id: `target` where a reference is read backwards */
  readonly id: 'id' | 'target';
  /** SQL over a row of the table */
  readonly where: (row: string) => string;
  /** resources that have no such row */
  readonly negated?: boolean;
  /** each part is one range of the index in its order (`at`; `folded` of texts), no resource twice; together they are the whole set */
  readonly ranges?: readonly ((row: string) => string)[];
  /** an index by resource answers it for one row */
  readonly isOfRow?: true;
  /** no resource has two such rows */
  readonly isUnique?: boolean;
  /** few rows for certain (an identifier, one patient): each is then looked up in the other conditions by key */
  readonly isNarrow?: boolean;
  /** the same set, written so that with `at` and `id` the whole key is known: one look into the index answers it */
  readonly byKey?: ByKey;
  /** numbers of the parameters it reads, where the order of a date may be taken from it */
  readonly sources?: readonly number[];
  /** the narrower, the smaller: the smallest drives */
  readonly rank: number;
}

/** `from`: what has to be listed first to know the whole key. */
export interface ByKey {
  readonly from?: string;
  readonly where: (row: string) => string;
}

/** Guesses of selectivity: what hospital desks ask for. */
export const rank = { id: 0, identifier: 1, reference: 2, chain: 3, string: 4, token: 5, range: 6, wide: 8 } as const;

/** Token and reference rows carry the clinical date, so a row of one finds the row of another by its key. */
export const carriesAt = ({ table, id }: Condition): boolean =>
  id === 'id' && (table === 'idx_token' || table === 'idx_reference');

/** `param = 3` or `param in (3,4)`, with the type: numbers from our own lists, so that the planner sees them. */
export function rowsOf(row: string, type: number, sources: readonly number[]): string {
  const param = sources.length === 1 ? `${row}.param=${sources[0]}` : `${row}.param in (${sources.join(',')})`;
  return `${row}.type=${type} and ${param}`;
}

/** Rows that others filter. */
export interface Driver {
  readonly row: string;
  readonly hasAt: boolean;
  readonly isNarrow: boolean;
}

/**
 * The condition as a filter on rows of a driver. `offset 0` keeps PostgreSQL from turning single looks by key into a join
 * over the whole condition (every heart rate of the hospital for the three of one patient).
 */
export function asFilter(condition: Condition, driver: Driver, bind: Bind): string {
  const row = bind.alias();
  const hasKey = driver.hasAt && carriesAt(condition);
  const sameAt = hasKey ? ` and ${row}.at=${driver.row}.at` : '';
  const byKey = hasKey && driver.isNarrow ? condition.byKey : undefined;
  const not = condition.negated ? 'not ' : '';
  const same = `${row}.${condition.id}=${driver.row}.id${sameAt}`;
  const rows = `${condition.table} ${row} where ${(byKey ?? condition).where(row)} and ${same}`;
  if (byKey?.from)
    return `${not}exists (select 1 from ${byKey.from} cross join lateral (select 1 from ${rows} offset 0) y offset 0)`;
  return `${not}exists (select 1 from ${rows}${byKey ? ' offset 0' : ''})`;
}

/** Joined alternatives, with brackets where they are needed. */
export const anyOf = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? 'false') : parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;

/** Nothing matches. */
export const nothing = (): Condition => ({ table: 'resource', id: 'id', where: () => 'false', rank: rank.id });
