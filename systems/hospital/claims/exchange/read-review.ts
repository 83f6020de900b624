import { parseXu, xuText, ZERO } from '@lienmach/core';
import { errors } from '../errors.ts';
import type { RejectedLine, ReviewedClaim } from '../rules/review-line.ts';
import { csvRows } from './csv-rows.ts';

/** Columns of the CSV form, in any order; `ma_lk` must be there, the others may be empty. */
const columns = ['ma_lk', 'bang', 'stt', 'ma', 'ma_ly_do', 'ly_do', 'so_tien_tu_choi'] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<Column, string>>;

/** Claims in one file: what fits into one answer. */
const MOST_CLAIMS = 10_000;
/** Rows of one file, and rejected lines of one claim: what one transaction takes. */
const MOST_ROWS = 100_000;
const MOST_LINES = 2000;
const LONGEST_REASON = 1000;

/** A row that rejects something names an amount; one without is a claim that was paid whole. */
function lineOf(row: Row, at: string): RejectedLine | undefined {
  const amount = row.so_tien_tu_choi === '' ? '0' : row.so_tien_tu_choi;
  const rejected = parseXu(amount, at);
  if (rejected < ZERO) throw errors.reviewUnreadable({ at, detail: 'so_tien_tu_choi' });
  if (rejected === ZERO && row.ma_ly_do === '' && row.ly_do === '') return undefined;
  if (!/^\d{0,6}$/.test(row.stt)) throw errors.reviewUnreadable({ at, detail: 'stt' });
  return {
    table: row.bang.toUpperCase(),
    line: Number(row.stt),
    code: row.ma,
    reasonCode: row.ma_ly_do,
    reason: row.ly_do.slice(0, LONGEST_REASON),
    amount: xuText(rejected),
  };
}

function claimsOf(rows: readonly Row[]): ReviewedClaim[] {
  const claims = new Map<string, RejectedLine[]>();
  for (const [index, row] of rows.entries()) {
    const at = `dòng ${index + 1}`;
    if (row.ma_lk === '') throw errors.reviewUnreadable({ at, detail: 'ma_lk' });
    const line = lineOf(row, at);
    const lines = claims.get(row.ma_lk) ?? [];
    claims.set(row.ma_lk, lines);
    if (line !== undefined) lines.push(line);
    if (lines.length > MOST_LINES)
      throw errors.reviewTooManyLines({ at, claimId: row.ma_lk.slice(0, 100), most: MOST_LINES });
  }
  return [...claims].map(([claimId, lines]) => ({ claimId, lines }));
}

function mustBeShort(rows: readonly unknown[]): void {
  if (rows.length > MOST_ROWS) throw errors.reviewTooManyRows({ at: 'file', most: MOST_ROWS });
}

const rowOf = (value: (column: Column) => unknown): Row => {
  const text = (column: Column): string => {
    const found = value(column);
    return typeof found === 'string' ? found.trim() : typeof found === 'number' ? String(found) : '';
  };
  return {
    ma_lk: text('ma_lk'),
    bang: text('bang'),
    stt: text('stt'),
    ma: text('ma'),
    ma_ly_do: text('ma_ly_do'),
    ly_do: text('ly_do'),
    so_tien_tu_choi: text('so_tien_tu_choi'),
  };
};

function csvReview(text: string): Row[] {
  // the names, and one row more than is taken
  const all = csvRows(text, MOST_ROWS + 2);
  const [head = []] = all;
  const rows = all.slice(1);
  mustBeShort(rows);
  const names = head.map((name) => name.trim().toLowerCase());
  if (!names.includes('ma_lk')) throw errors.reviewUnreadable({ at: 'dòng đầu', detail: 'ma_lk' });
  return rows.map((row) => rowOf((column) => row[names.indexOf(column)] ?? ''));
}

/** A list of the same rows as objects. */
function jsonReview(text: string): Row[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw errors.reviewUnreadable({ at: 'file', detail: 'JSON' });
  }
  if (!Array.isArray(read)) throw errors.reviewUnreadable({ at: 'file', detail: 'JSON' });
  mustBeShort(read);
  return read.map((one: unknown) => {
    const fields = new Map<string, unknown>(typeof one === 'object' && one !== null ? Object.entries(one) : []);
    return rowOf((column) => fields.get(column));
  });
}

/**
 * What the insurer decided, from a file in our own form (CSV or JSON): one row for each line it does not pay, one row with
 * nothing but MA_LK for a claim it pays whole.
 *
 * @throws claims.reviewUnreadable, claims.reviewTooLong, claims.reviewTooManyRows, claims.reviewTooManyLines; core.notADecimal, core.tooPrecise for an amount
 */
export function readReview(bytes: Uint8Array): ReviewedClaim[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw errors.reviewUnreadable({ at: 'file', detail: 'UTF-8' });
  }
  const claims = claimsOf(/^\s*[[{]/.test(text) ? jsonReview(text) : csvReview(text));
  if (claims.length === 0) throw errors.reviewUnreadable({ at: 'file', detail: 'không có dòng nào' });
  if (claims.length > MOST_CLAIMS) throw errors.reviewTooLong({ at: 'file', most: MOST_CLAIMS });
  return claims;
}
