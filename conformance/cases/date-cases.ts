import type { Found } from '../expected/values-of.ts';
import { listOf, nodeOf, textOf } from '../json.ts';
import type { Asked } from './search-cases.ts';

export const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;

/** A date that stands in the value, as it was written. */
export function dateText({ type, value }: Found): string | undefined {
  if (type === 'string' || type === 'SampledData') return undefined;
  const node = nodeOf(value);
  const bounds = nodeOf(nodeOf(node.repeat).boundsPeriod);
  return textOf(value) ?? [node.start, node.end, ...listOf(node.event), bounds.start].map(textOf).find(Boolean);
}

/** As written, by day, by month, by year, and with every prefix. */
export function dateCases(found: Found): Asked[] {
  const text = dateText(found);
  if (text === undefined) return [];
  const day = text.slice(0, 10);
  const lengths = [...new Set([text, day, day.slice(0, 7), day.slice(0, 4)])];
  return [
    ...lengths.map((value): Asked => ({ value })),
    ...prefixes.map((prefix) => ({ value: prefix + day, prefix })),
  ];
}
