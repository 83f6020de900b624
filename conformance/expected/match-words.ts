import { type Json, textOf } from '../json.ts';
import { meant } from './split-value.ts';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase();

const wordsOf = (text: string): string[] => plain(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];

const shown = (html: string): string => html.replace(/<[^>]*>/g, ' ');

function* textsIn(value: unknown, name = ''): Generator<string> {
  if (typeof value === 'string') yield name === 'div' ? shown(value) : value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one, name);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* textsIn(one, key);
}

/**
 * `_text`: every word stands in the narrative; `_content`: anywhere in the resource. Marks and case do not count.
 *
 * @source FHIR R4 4.0.1, search.html#content (verified)
 */
export function matchesWords(code: string, resource: Json, wanted: string): boolean {
  const texts = code === '_text' ? textsIn(resource.text) : textsIn(resource);
  const words = new Set([...texts].flatMap(wordsOf));
  return wordsOf(meant(textOf(wanted) ?? '')).every((word) => words.has(word));
}
