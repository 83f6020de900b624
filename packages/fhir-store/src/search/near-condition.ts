import type { SearchField } from '../index-plan.ts';
import { canonicalUnit } from '../ucum/canonical-unit.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { splitEscaped } from './split-escaped.ts';
import type { Target } from './target.ts';

/** metres: mean radius of the earth */
const EARTH = 6_371_008.8;
const METRES_A_DEGREE = (EARTH * Math.PI) / 180;
/** what counts as near when nothing is said */
const DEFAULT_DISTANCE = 10_000;
const NUMBER = /^-?\d{1,3}(\.\d{1,20})?$/;

/**
 * `near=latitude|longitude|distance|unit`: within so far as the crow flies; 10 km when no distance is said, kilometres when
 * no unit is. A band of latitude is read from the index, and of that the exact distance.
 *
 * @source FHIR R4 4.0.1, location.html#search, near (verified); the distance is the great circle's
 */
export function nearCondition(scope: Scope, target: Target, field: SearchField, values: readonly string[]): Condition {
  const parts = values.map((value) => nearPart(scope, target, value));
  return {
    table: 'idx_composite',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part(row)))}`,
    rank: rank.range,
  };
}

function nearPart({ bind }: Scope, { written }: Target, text: string): (row: string) => string {
  const [north = '', east = '', distance = '', unit = 'km', ...more] = splitEscaped(text, '|');
  const isPlace = NUMBER.test(north) && NUMBER.test(east) && Math.abs(+north) <= 90 && Math.abs(+east) <= 180;
  const metres = metresOf(distance, unit);
  if (!isPlace || metres === undefined || more.length > 0)
    throw errors.badValue({ at: written, detail: 'latitude|longitude|distance|unit' });
  const band = metres / METRES_A_DEGREE + 0.001;
  const [from, to] = [bind.value(String(+north - band)), bind.value(String(+north + band))];
  const [lat, lon, most] = [bind.value(+north), bind.value(+east), bind.value(metres)];
  return (row) => {
    const low = `radians(${row}.low::float8)`;
    const half = (a: string, b: string) => `power(sin((${a}-${b})/2),2)`;
    const there = `${half(low, `radians(${lat}::float8)`)}+cos(${low})*cos(radians(${lat}::float8))*${half(`radians(${row}.high::float8)`, `radians(${lon}::float8)`)}`;
    const away = `${2 * EARTH}*asin(sqrt(least(1,${there})))`;
    return `(${row}.key1='' and ${row}.key2='' and ${row}.low between ${from}::numeric and ${to}::numeric and ${away}<=${most}::float8)`;
  };
}

/** @returns undefined for what is no length */
function metresOf(distance: string, unit: string): number | undefined {
  if (distance === '') return DEFAULT_DISTANCE;
  const length = canonicalUnit(unit === '' ? 'km' : unit);
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(distance) || length?.code !== 'm') return undefined;
  return Number(length.convert(distance));
}
