import { formatNumber } from '@lienmach/ui';
import { findIndicator } from '../catalogs/lab-indicators.ts';
import { abnormalFlag } from '../rules/abnormal-flag.ts';
import { criticalValue } from '../rules/critical-value.ts';
import { isNotMeasured, typedValue } from '../rules/typed-value.ts';
import type { SheetLine } from './use-sheet.ts';

/** What somebody typed for one indicator, and what stood in the record when they began. */
export interface Typed {
  readonly text: string;
  readonly base: string;
}

/** A value as it will be read: number, bound, flag; `undefined`: it cannot be read. */
export interface Reading {
  readonly value: number;
  readonly comparator: string;
  readonly flag: string | undefined;
}

/** The same rules as on the server, so that a flag shows while somebody types. */
export function readingOf(text: string, { code, low, high }: SheetLine): Reading | undefined {
  const indicator = findIndicator(code);
  if (indicator === undefined) return undefined;
  try {
    const quantity = typedValue(text, indicator, '');
    const critical = criticalValue(quantity, indicator);
    const range =
      low === undefined && high === undefined
        ? undefined
        : { minAge: 0, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
    const flag = critical === undefined ? abnormalFlag(quantity, range, indicator) : critical === 'low' ? 'LL' : 'HH';
    return { value: quantity.value ?? 0, comparator: quantity.comparator ?? '', flag };
  } catch {
    return undefined;
  }
}

/** a number, a bound, or the word that nothing could be measured */
export const isReadable = (text: string, line: SheetLine): boolean =>
  isNotMeasured(text) || readingOf(text, line) !== undefined;

/** `<0.1` as people write it: `<0,1` */
export const shownValue = (value: string | undefined): string => (value ?? '').replace('.', ',');

/** the same number, however it was typed */
const isSame = (text: string, { value, absent }: SheetLine): boolean =>
  (absent !== undefined && isNotMeasured(text)) ||
  text.trim().replace(',', '.').replace('≤', '<=').replace('≥', '>=') === (value ?? '');

/** something was typed that is not in the record yet */
export const isUnsaved = (line: SheetLine, typed: Typed | undefined): typed is Typed =>
  typed !== undefined && typed.text.trim() !== '' && !isSame(typed.text, line);

/** somebody else, or a machine, wrote another value meanwhile */
export const isContested = (line: SheetLine, typed: Typed | undefined): boolean =>
  isUnsaved(line, typed) && line.value !== undefined && typed.base !== line.value;

/** `+26%` against the value before; bounds say nothing about change */
export function changeOf(now: Reading | undefined, previous: string | undefined): number | undefined {
  const before = previous === undefined || previous === '' ? Number.NaN : Number(previous);
  if (now === undefined || now.comparator !== '' || !Number.isFinite(before) || before === 0) return undefined;
  return Math.round(((now.value - before) / Math.abs(before)) * 100);
}

export const changeText = (percent: number): string => `${percent > 0 ? '+' : ''}${formatNumber(percent)}%`;

/** `3,5–5,1`, `≤ 40`, `≥ 90` */
export function rangeOf({ low, high, rangeText }: SheetLine): string {
  if (low !== undefined && high !== undefined) return `${formatNumber(low)}–${formatNumber(high)}`;
  if (high !== undefined) return `≤ ${formatNumber(high)}`;
  if (low !== undefined) return `≥ ${formatNumber(low)}`;
  return rangeText ?? '';
}
