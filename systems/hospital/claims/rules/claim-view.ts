/** @source none: how checks look at a claim */
import type { ClaimContext } from './claim-context.ts';
import { type ClaimFile, type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { dayOfDigits } from './claim-values.ts';

/** A claim as the checks see it. */
export interface ClaimView {
  readonly claim: ClaimFile;
  /** XML1, absent when the file has none */
  readonly summary: ClaimRow | undefined;
  readonly drugs: readonly ClaimRow[];
  readonly services: readonly ClaimRow[];
  readonly results: readonly ClaimRow[];
  readonly notes: readonly ClaimRow[];
  /** text of a field of XML1 */
  said(name: string): string;
  /** items of a field of XML1 that are joined by `;` */
  items(name: string): string[];
  /** day of discharge `yyyy-MM-dd`, by which codes and lengths are chosen; the current version when unreadable */
  readonly day: string;
  /** what is known besides the tables */
  readonly context: ClaimContext;
}

export function viewOf(claim: ClaimFile, context: ClaimContext = {}): ClaimView {
  const [summary] = rowsOf(claim, 'XML1');
  const left = textOf(summary, 'NGAY_RA');
  return {
    claim,
    summary,
    drugs: rowsOf(claim, 'XML2'),
    services: rowsOf(claim, 'XML3'),
    results: rowsOf(claim, 'XML4'),
    notes: rowsOf(claim, 'XML5'),
    said: (name) => textOf(summary, name),
    items: (name) => listOf(summary, name),
    day: /^\d{8}/.test(left) ? dayOfDigits(left) : '9999-12-31',
    context,
  };
}

/** Where in a claim, and more of what is wrong when the rule alone does not say it. */
export interface Finding {
  readonly where: string;
  readonly detail?: string;
}

/** A check tells where its rule is broken; nothing: it holds. */
export type Check = (view: ClaimView) => readonly Finding[];

/** XML1 must satisfy this, else the finding stands at the field. */
export const summaryHolds =
  (field: string, holds: (view: ClaimView) => boolean): Check =>
  (view) =>
    view.summary === undefined || holds(view) ? [] : [{ where: `XML1.${field}` }];

/** Every row of these tables must satisfy this. */
export const everyRow =
  (tables: readonly string[], field: string, holds: (row: ClaimRow, view: ClaimView) => boolean): Check =>
  (view) =>
    tables.flatMap((table) =>
      rowsOf(view.claim, table).flatMap((row, at) =>
        holds(row, view) ? [] : [{ where: `${table}[${at + 1}].${field}` }],
      ),
    );

export const LINES = ['XML2', 'XML3'] as const;

/** Every row of a table must satisfy this in each of these fields. */
export const everyField =
  (
    table: string,
    fields: readonly string[],
    holds: (row: ClaimRow, field: string, view: ClaimView) => boolean,
  ): Check =>
  (view) =>
    rowsOf(view.claim, table).flatMap((row, at) =>
      fields.filter((field) => !holds(row, field, view)).map((field) => ({ where: `${table}[${at + 1}].${field}` })),
    );

/** The visit is of one of these kinds (MA_LOAI_KCB). */
export const isType = (view: ClaimView, ...types: string[]): boolean => types.includes(view.said('MA_LOAI_KCB'));

const agreesWithSummary = (table: string, fields: readonly string[], mayBeEmpty: boolean): Check =>
  everyField(table, fields, (row, field, view) => {
    const text = textOf(row, field);
    return view.summary === undefined || text === view.said(field) || (mayBeEmpty && text === '');
  });

/** What a paper repeats of XML1 must be the same, when it is there at all. */
export const repeatsSummary = (table: string, fields: readonly string[]): Check =>
  agreesWithSummary(table, fields, true);

/** What a paper must say as XML1 does. */
export const equalsSummary = (table: string, fields: readonly string[]): Check =>
  agreesWithSummary(table, fields, false);
