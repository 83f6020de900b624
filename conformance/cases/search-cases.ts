import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import type { LoadedSet } from '../expected/loaded-set.ts';
import { type Found, placesOf } from '../expected/values-of.ts';
import { compositeCases } from './composite-cases.ts';
import { dateCases } from './date-cases.ts';
import { nearCases } from './near-cases.ts';
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
  special: nearCases,
};

/** Values of the set by a fixed rule: of the different ones the first and the last; of what all types share the first. */
function chosen<T>(values: readonly T[], row: SearchParameterRow): T[] {
  const different = [...new Map(values.map((value) => [JSON.stringify(value), value])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
  const isShared = row.base.includes('Resource') || row.base.includes('DomainResource');
  return isShared
    ? different.slice(0, 1)
    : [...new Set([different[0], different.at(-1)])].flatMap((one) => (one === undefined ? [] : [one]));
}

/** Every search that is made for one parameter of one type. */
export function searchCases(set: LoadedSet, type: string, row: SearchParameterRow): SearchCase[] {
  const asked = askedOf(set, type, row);
  const missing = hasNoMissing(row) || asked.length === 0 ? [] : ['true', 'false'].map(missingCase);
  const all = [...asked, ...missing].map(({ value, after = '', ...labels }) => ({
    type,
    row,
    criteria: [[`${row.code}${after}`, value] as const],
    ...labels,
  }));
  return [...new Map(all.map((one) => [one.criteria.join('='), one])).values()];
}

/** composites, words and positions have no `:missing` */
const hasNoMissing = ({ type, code }: SearchParameterRow): boolean =>
  type === 'composite' || type === 'special' || code === '_text' || code === '_content';

function askedOf(set: LoadedSet, type: string, row: SearchParameterRow): Asked[] {
  if (row.code === '_text') return [{ value: 'gung' }, { value: 'Tóm tắt NGHỆ' }, { value: 'gừng,nghệ', form: 'or' }];
  if (row.code === '_content') return [{ value: 'vang' }, { value: 'nhãn TÍM' }, { value: 'lam,lục', form: 'or' }];
  return row.type === 'composite' ? askedOfPlaces(set, type, row) : askedOfValues(set, type, row);
}

const missingCase = (value: string): Asked => ({ value, after: ':missing', modifier: 'missing' });

function askedOfValues(set: LoadedSet, type: string, row: SearchParameterRow): Asked[] {
  const values = chosen(
    set.of(type).flatMap((resource) => [...set.values(row, resource)]),
    row,
  );
  const asked = values.flatMap((found) => kinds[row.type]?.(found, { type, row, set }) ?? []);
  const plain = asked.filter(({ after, modifier, prefix, form }) => !after && !modifier && !prefix && !form);
  const [first, last] = [plain[0], plain.at(-1)];
  if (!first || !last || first === last) return asked;
  return [...asked, { value: `${first.value},${last.value}`, form: 'or' }];
}

function askedOfPlaces(set: LoadedSet, type: string, row: SearchParameterRow): Asked[] {
  const places = set.of(type).flatMap((resource) => placesOf(row, resource));
  return chosen(
    places.filter((place) => place.every((values) => values.length > 0)),
    row,
  ).flatMap((place) => compositeCases(place, row));
}
