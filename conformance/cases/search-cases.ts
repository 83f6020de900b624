import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import type { LoadedSet } from '../expected/loaded-set.ts';
import { type Found, placesOf } from '../expected/values-of.ts';
import { compositeCases } from './composite-cases.ts';
import { dateCases } from './date-cases.ts';
import { numberCases, quantityCases } from './number-cases.ts';
import { referenceCases } from './reference-cases.ts';
import type { SearchCase } from './search-case.ts';
import { stringCases } from './string-cases.ts';
import { tokenCases } from './token-cases.ts';
import { uriCases } from './uri-cases.ts';

/** What a kind of parameter is asked, as `name` after the code, value, and what it is a case of. */
export interface Asked extends Omit<SearchCase, 'type' | 'criteria' | 'row'> {
  readonly value: string;
  /** what follows the code: `:exact`, `:Patient.name` */
  readonly after?: string;
}

type Ask = (
  found: Found,
  context: { readonly type: string; readonly row: SearchParameterRow; readonly set: LoadedSet },
) => Asked[];

const kinds: Readonly<Record<string, Ask>> = {
  token: tokenCases,
  string: stringCases,
  date: dateCases,
  number: numberCases,
  quantity: quantityCases,
  reference: referenceCases,
  uri: uriCases,
};

const SAMPLES = 3;

/** Three values of the set by a fixed rule: the first, the middle and the last of the different ones. */
function chosen<T>(values: readonly T[]): T[] {
  const different = [...new Map(values.map((value) => [JSON.stringify(value), value])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
  if (different.length <= SAMPLES) return different;
  return [0, different.length >> 1, different.length - 1].flatMap((at) => different.slice(at, at + 1));
}

/** Every search that is made for one parameter of one type. */
export function searchCases(set: LoadedSet, type: string, row: SearchParameterRow): SearchCase[] {
  const asked = row.type === 'composite' ? askedOfPlaces(set, type, row) : askedOfValues(set, type, row);
  const missing = row.type === 'composite' || asked.length === 0 ? [] : ['true', 'false'].map(missingCase);
  const all = [...asked, ...missing].map(({ value, after = '', ...labels }) => ({
    type,
    row,
    criteria: [[`${row.code}${after}`, value] as const],
    ...labels,
  }));
  return [...new Map(all.map((one) => [one.criteria.join('='), one])).values()];
}

const missingCase = (value: string): Asked => ({ value, after: ':missing', modifier: 'missing' });

function askedOfValues(set: LoadedSet, type: string, row: SearchParameterRow): Asked[] {
  const values = chosen(set.of(type).flatMap((resource) => [...set.values(row, resource)]));
  const asked = values.flatMap((found) => kinds[row.type]?.(found, { type, row, set }) ?? []);
  const plain = asked.filter(({ after, modifier, prefix, form }) => !after && !modifier && !prefix && !form);
  const [first, last] = [plain[0], plain.at(-1)];
  if (!first || !last || first === last) return asked;
  return [...asked, { value: `${first.value},${last.value}`, form: 'or' }];
}

function askedOfPlaces(set: LoadedSet, type: string, row: SearchParameterRow): Asked[] {
  const places = set.of(type).flatMap((resource) => placesOf(row, resource));
  return chosen(places.filter((place) => place.every((values) => values.length > 0))).flatMap((place) =>
    compositeCases(place, row),
  );
}
