import { nodeOf, textOf } from '../json.ts';
import { ONE, plainNumber, scaled } from './decimal.ts';
import type { Found } from './values-of.ts';

/**
 * A curve as the Range from its smallest to its largest value, each `origin + point × factor`; every other value is itself.
 * `E` is no point; `L` and `U` reach the limit of the device, or have no end when it is not said.
 *
 * @source FHIR R4 4.0.1, observation.html#search ("just search on the bounds of the values in sampled data"),
 *   datatypes.html#SampledData (verified)
 */
export function withBounds(found: Found): Found {
  if (found.type !== 'SampledData') return found;
  const { data, origin, factor, lowerLimit, upperLimit } = nodeOf(found.value);
  const { value: zero, ...unit } = nodeOf(origin);
  const by = scaled(numberText(factor) ?? '1');
  const place = (point: string): bigint => scaled(numberText(zero) ?? '0') + (scaled(point) * by) / ONE;
  const words = (textOf(data) ?? '').split(/\s+/).filter((word) => word !== '' && word !== 'E');
  const ends = words.flatMap((word) => {
    const point = word === 'L' ? numberText(lowerLimit) : word === 'U' ? numberText(upperLimit) : word;
    return point === undefined ? [] : [place(point)];
  });
  if (ends.length === 0) return { type: 'Range', value: {} };
  const end = (isBetter: (a: bigint, b: bigint) => boolean) => ({
    ...unit,
    value: plainNumber(ends.reduce((best, one) => (isBetter(one, best) ? one : best))),
  });
  const isOpen = (word: string, limit: unknown): boolean => limit === undefined && words.includes(word);
  return {
    type: 'Range',
    value: {
      ...(isOpen('L', lowerLimit) ? {} : { low: end((a, b) => a < b) }),
      ...(isOpen('U', upperLimit) ? {} : { high: end((a, b) => a > b) }),
    },
  };
}

const numberText = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : undefined);
