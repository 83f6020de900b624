/** @source none: how nothing of a claim file is lost that the record has no place for */
import type { ClaimFieldText } from '@lienmach/core';
import type { RowValues } from './claim-values.ts';

/** Fields that the record tells only roughly: what a file said of them stands. */
const wordForWord = new Set(['XML3.MA_BENH', 'XML5.NGUOI_THUC_HIEN']);

/** May the kept text stand in this row? Only where the record itself says nothing, so that it never hides a correction. */
export const standsInRow = (table: string, field: string, own: string | undefined): boolean =>
  own === undefined || own.trim() === '' || wordForWord.has(`${table}.${field}`);

/** The row with what was kept of it from a claim file. */
export function withKept(values: RowValues, table: string, kept: readonly ClaimFieldText[] | undefined): RowValues {
  const own = (kept ?? []).filter((one) => one.table === table && standsInRow(table, one.field, values[one.field]));
  return own.length === 0 ? values : { ...values, ...Object.fromEntries(own.map(({ field, text }) => [field, text])) };
}
