import { type SearchParameterRow, searchParameters } from '@lienmach/fhir-definitions';
import { targetText } from '../expected/match-reference.ts';
import { escaped } from '../expected/split-value.ts';
import type { Found } from '../expected/values-of.ts';
import { nodeOf, textOf } from '../json.ts';
import { dateText } from './date-cases.ts';
import { numberText } from './number-cases.ts';
import type { Asked } from './search-cases.ts';
import { tokenTexts } from './token-cases.ts';

function texts(kind: string | undefined, found: Found): string[] {
  switch (kind) {
    case 'token':
      return tokenTexts(found);
    case 'date':
      return [dateText(found)].flatMap((text) => (text === undefined ? [] : [text, `ge${text.slice(0, 10)}`]));
    case 'number':
      return [numberText(found)].flatMap((text) => text ?? []);
    case 'quantity':
      return quantityTexts(found);
    case 'reference':
      return [targetText(found)].flatMap((text) => text ?? []);
    default:
      return [textOf(found.value) ?? textOf(nodeOf(found.value).text)].flatMap((text) =>
        text === undefined ? [] : [escaped(text)],
      );
  }
}

function quantityTexts(found: Found): string[] {
  const number = numberText(found);
  if (number === undefined) return [];
  const node = nodeOf(found.value);
  const { system, code } = nodeOf(node.low ?? node);
  return textOf(code) ? [`${number}|${textOf(system) ?? ''}|${code}`, number, `gt${number}`] : [number, `gt${number}`];
}

/** What stands together in one place, joined by `$`: each way to write it once. */
export function compositeCases(place: readonly (readonly Found[])[], row: SearchParameterRow): Asked[] {
  const kinds = (row.components ?? []).map(
    ({ definition }) => searchParameters().find(({ url }) => url === definition)?.type,
  );
  const written = place.map((values, index) => values.slice(0, 1).flatMap((found) => texts(kinds[index], found)));
  const longest = Math.max(0, ...written.map((list) => list.length));
  if (written.some((list) => list.length === 0)) return [];
  return Array.from({ length: longest }, (_, index) => ({
    value: written.map((list) => list[index] ?? list.at(-1) ?? '').join('$'),
    form: 'composite',
  }));
}
