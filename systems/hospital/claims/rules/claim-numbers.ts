/** @source none: how the numbers of a claim are read and compared */
import { parseDecimal } from '@lienmach/core';
import { type ClaimRow, textOf } from './claim-file.ts';

const PLAIN = /^-?\d{1,15}(?:\.\d{1,3})?$/;

/** A plain decimal in thousandths; undefined when it is none (rule STR-05 reports that). */
export const thousandths = (text: string): bigint | undefined => (PLAIN.test(text) ? parseDecimal(text, 3) : undefined);

export const numberAt = (row: ClaimRow | undefined, name: string): bigint | undefined => thousandths(textOf(row, name));

/** One hundredth of a đồng may differ. */
const TOLERANCE = 10n;

/** Equal within 0.01; true when one side cannot be read. */
export function isClose(a: bigint | undefined, b: bigint | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const difference = a - b;
  return difference <= TOLERANCE && difference >= -TOLERANCE;
}

/** Sum of a field; undefined when one row cannot be read. */
export function sumAt(rows: readonly ClaimRow[], name: string): bigint | undefined {
  let sum = 0n;
  for (const row of rows) {
    const value = numberAt(row, name);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
