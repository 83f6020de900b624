import type { Found } from '../expected/values-of.ts';
import { nodeOf } from '../json.ts';
import type { Asked } from './search-cases.ts';

/** At the place itself, a little beside it, and far around it. */
export function nearCases({ value }: Found): Asked[] {
  const { latitude, longitude } = nodeOf(value);
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  return [
    { value: `${latitude}|${longitude}` },
    { value: `${latitude}|${longitude + 0.02}|500|m` },
    { value: `${latitude + 0.02}|${longitude}|5|km` },
    { value: `${latitude}|${longitude}|3000|km` },
  ];
}
