import { formatNumber } from '@lienmach/ui';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { abnormalFlag } from '../rules/abnormal-flag.ts';
import { criticalValue } from '../rules/critical-value.ts';
import { isNotMeasured, typedValue, typedWord } from '../rules/typed-value.ts';
import type { SheetLine, SheetWord } from './use-sheet.ts';

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

/** The row of the catalog as the sheet tells it: this person's range, this house's own limits. */
const indicatorOf = ({ code, name, unit, criticalLow, criticalHigh, words }: SheetLine): LabIndicator => ({
  code,
  name,
  loinc: '',
  loincName: '',
  unit,
  ucum: unit,
  ranges: [],
  critical: {
    ...(criticalLow === undefined ? {} : { low: criticalLow }),
    ...(criticalHigh === undefined ? {} : { high: criticalHigh }),
  },
  ...(words.length === 0 ? {} : { words: words.map(({ code: of, text, typed }) => ({ code: of, text, typed })) }),
});

/** the word that somebody typed, or its short form */
export const wordOf = (text: string, line: SheetLine): SheetWord | undefined => {
  const found = typedWord(text, indicatorOf(line));
  return line.words.find(({ code }) => code === found?.code);
};

/** The same rules as on the server, so that a flag shows while somebody types. */
export function readingOf(text: string, line: SheetLine): Reading | undefined {
  const { low, high } = line;
  if (line.words.length > 0) return undefined;
  const indicator = indicatorOf(line);
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

/** a number, a bound, a word of the list, or the word that nothing could be measured */
export const isReadable = (text: string, line: SheetLine): boolean =>
  isNotMeasured(text) || readingOf(text, line) !== undefined || wordOf(text, line) !== undefined;

/** `<0.1` as people write it: `<0,1` */
export const shownValue = (value: string | undefined): string => (value ?? '').replace(/^([<>]?=?-?\d+)\./, '$1,');

/** the same number or word, however it was typed */
const isSame = (text: string, line: SheetLine): boolean =>
  isSameText(text, line) || (line.value !== undefined && wordOf(text, line)?.text === line.value);

const isSameText = (text: string, { value, absent }: SheetLine): boolean =>
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
