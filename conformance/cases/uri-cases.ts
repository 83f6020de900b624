import { escaped } from '../expected/split-value.ts';
import type { Found } from '../expected/values-of.ts';
import { textOf } from '../json.ts';
import type { Asked } from './search-cases.ts';

/** The address, one above it and one below it. */
export function uriCases({ value }: Found): Asked[] {
  const text = textOf(value)?.split('|')[0];
  if (text === undefined || text === '') return [];
  const parent = text.slice(0, Math.max(text.lastIndexOf('/'), 0));
  const isPath = parent.length > 'https://'.length;
  return [
    { value: escaped(text) },
    ...(isPath ? [{ value: escaped(parent), after: ':below', modifier: 'below' }] : []),
    ...(isPath ? [{ value: escaped(`${text}/further/down`), after: ':above', modifier: 'above' }] : []),
  ];
}
