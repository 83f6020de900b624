/** @source none: how an expression sees a claim */
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { ageInYears } from './claim-ages.ts';
import type { ClaimRow } from './claim-file.ts';
import type { ClaimView } from './claim-view.ts';

type Plain = Readonly<Record<string, string | number>>;

const numeric = new Set(['integer', 'number', 'amount', 'decimal']);
const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d{1,3})?$/;

/** A row as an expression reads it: empty fields are not there, numbers are numbers, codes and times stay as written. */
function plainRow(table: string, row: ClaimRow): Plain {
  const types = new Map((findClaimTable(table)?.fields ?? []).map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    [...row]
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [
        name,
        numeric.has(types.get(name) ?? '') && PLAIN_NUMBER.test(text) ? Number(text) : text,
      ]),
  );
}

/** What an expression may look at, and where each of its rows stands. */
export interface ExpressionWorld {
  readonly claim: Readonly<Record<string, readonly Plain[]>>;
  /** `XML3[2]` by row */
  readonly places: ReadonlyMap<unknown, string>;
  readonly age: number | undefined;
}

/** The tables of a claim as plain objects. */
export function expressionWorld(view: ClaimView): ExpressionWorld {
  const claim = Object.fromEntries(
    [...view.claim].map(([table, rows]) => [table, rows.map((row) => plainRow(table, row))]),
  );
  const places = new Map(
    Object.entries(claim).flatMap(([table, rows]) => rows.map((row, at) => [row, `${table}[${at + 1}]`] as const)),
  );
  return { claim, places, age: ageInYears(view) };
}
