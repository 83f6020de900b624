import { codeSystems, foldVietnamese } from '@lienmach/core';
import type { Quantity } from 'fhir/r4';
import type { LabIndicator, ResultWord } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';

const TYPED = /^(<=|>=|<|>|≤|≥)?\s*(-?(?:0|[1-9]\d{0,11})(?:[.,]\d{1,8})?)$/;
type Comparator = NonNullable<Quantity['comparator']>;
const comparators: Readonly<Record<string, Comparator>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '≤': '<=',
  '≥': '>=',
};

/**
 * A value typed at the bench: `5,4`, `5.4`, `<0.1`. Comma and point are both the decimal mark; there are no thousands
 * marks, and no unit is typed: it is always the catalog's.
 *
 * @returns a quantity in the unit of the indicator
 * @throws laboratory.unreadableValue
 * @source QĐ 1227/QĐ-BYT (11/04/2025), an indicator has one unit (secondary); comma as decimal mark: Vietnamese writing (from memory)
 */
export function typedValue(text: string, indicator: LabIndicator, at: string): Quantity {
  const [, mark, digits] = TYPED.exec(text.slice(0, 40).trim()) ?? [];
  if (digits === undefined) throw errors.unreadableValue({ at, name: indicator.name });
  const comparator = mark === undefined ? undefined : comparators[mark];
  return {
    value: Number(digits.replace(',', '.')),
    ...(comparator === undefined ? {} : { comparator }),
    unit: indicator.unit,
    system: codeSystems.ucum,
    code: indicator.ucum,
  };
}

/**
 * Did somebody type that nothing could be measured: `kđđ`, `không đo được`?
 *
 * @source none: how benches abbreviate it (from memory)
 */
export const isNotMeasured = (text: string): boolean =>
  /^(?:kdd|khong do duoc)$/.test(foldVietnamese(text.slice(0, 40)).trim().replace(/\s+/g, ' '));

/** `<0.1`, as people read it. @source none: how a quantity is written */
export const valueText = ({ comparator, value }: Quantity): string => `${comparator ?? ''}${value ?? ''}`;

const plain = (text: string): string => foldVietnamese(text.slice(0, 60)).trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * A word of the indicator's list as somebody typed it or a machine told it: code, text or one of its short forms.
 *
 * @returns undefined when the indicator has no such word: a word is never guessed
 * @source none: the list of the catalog decides
 */
export function typedWord(text: string, { words = [] }: LabIndicator): ResultWord | undefined {
  const typed = plain(text);
  return words.find((word) => [plain(word.text), word.code.toLowerCase(), ...word.typed].includes(typed));
}
