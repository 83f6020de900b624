import { escaped } from '../expected/split-value.ts';
import type { Found } from '../expected/values-of.ts';
import { listOf, nodeOf, textOf } from '../json.ts';
import type { Asked } from './search-cases.ts';

function textsOf({ value }: Found): string[] {
  const node = nodeOf(value);
  const parts = ['family', 'given', 'text', 'line', 'city', 'state', 'postalCode', 'country'];
  const texts = typeof value === 'string' ? [value] : parts.flatMap((part) => listOf(node[part]));
  return texts.flatMap((text) => textOf(text)?.trim() || []);
}

const unmarked = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** The text whole, its beginning without marks, a part of it, and itself as written. */
export function stringCases(found: Found): Asked[] {
  return textsOf(found)
    .filter((text) => text.length < 200)
    .slice(0, 2)
    .flatMap((text): Asked[] => {
      const letters = [...text];
      const middle = letters.slice(1, 9).join('').trim();
      const start = unmarked(letters.slice(0, 6).join('')).trim();
      return [
        { value: escaped(text) },
        { value: escaped(start), form: 'without marks' },
        { value: escaped(text), after: ':exact', modifier: 'exact' },
        ...(middle === '' ? [] : [{ value: escaped(middle), after: ':contains', modifier: 'contains' }]),
      ];
    });
}
