import { decimalText, ONE, plus, type Rational, rational, times } from '../ucum/rational.ts';
import type { Range } from './resource-rows.ts';
import { decimalOf, nodeOf, textOf } from './values.ts';

/** more values than this are not looked at: an hour of a curve is enough to know between what it moves */
const MOST = 500_000;

/**
 * From the smallest to the largest value of a curve: `origin + value × factor`. `E` (error) is no value; `L` and `U` are
 * below and above what the device could tell, so that end is open or at its limit.
 *
 * @source FHIR R4 4.0.1, datatypes.html#SampledData (verified)
 */
export function sampledRange(node: Readonly<Record<string, unknown>>): Range | undefined {
  const words = (textOf(node.data) ?? '').slice(0, MOST).split(/\s+/);
  const values = words.flatMap((word) => (word === '' || Number.isNaN(Number(word)) ? [] : [Number(word)]));
  const [hasLower, hasUpper] = [words.includes('L'), words.includes('U')];
  if (values.length === 0 && !hasLower && !hasUpper) return undefined;
  const place = placing(node);
  const smallest = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const largest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const low = hasLower ? decimalOf(node.lowerLimit) : String(smallest);
  const high = hasUpper ? decimalOf(node.upperLimit) : String(largest);
  const ends = [place(low) ?? '-Infinity', place(high) ?? 'Infinity'];
  // a factor below zero turns the curve over
  const [first = '', last = ''] = Number(ends[0]) > Number(ends[1]) ? ends.reverse() : ends;
  return { low: first, high: last };
}

function placing(node: Readonly<Record<string, unknown>>): (value: string | undefined) => string | undefined {
  const exact = (value: unknown, otherwise: Rational): Rational => rational(decimalOf(value) ?? '') ?? otherwise;
  const factor = exact(node.factor, ONE);
  const origin = exact(nodeOf(node.origin).value, { n: 0n, d: 1n });
  return (value) => {
    const read = rational(value ?? '');
    return read && decimalText(plus(origin, times(read, factor)));
  };
}
