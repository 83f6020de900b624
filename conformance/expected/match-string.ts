import { listOf, nodeOf, textOf } from '../json.ts';
import { meant } from './split-value.ts';
import type { Found } from './values-of.ts';

/** Letters as they are compared: without marks, without case, spaces as one. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ');

/** Begins with, marks and case aside. */
export const isLike = (text: string, wanted: string): boolean => plain(text).startsWith(plain(wanted));

/** Every text of a value; a name without `text` is also sought as a whole, family name first, as it is written here. */
function textsOf({ type, value }: Found): string[] {
  const node = nodeOf(value);
  const of = (...names: string[]) => names.flatMap((name) => listOf(node[name]).flatMap((one) => textOf(one) ?? []));
  switch (type) {
    case 'HumanName': {
      const whole = [...of('family'), ...of('given')];
      const parts = of('text', 'family', 'given', 'prefix', 'suffix');
      return whole.length > 1 && textOf(node.text) === undefined ? [...parts, whole.join(' ')] : parts;
    }
    case 'Address':
      return of('text', 'line', 'city', 'district', 'state', 'postalCode', 'country');
    case 'CodeableConcept':
      return of('text');
    default:
      return textOf(value) === undefined ? [] : [String(value)];
  }
}

/**
 * Begins with; `:contains` anywhere; `:exact` the very text (composed or not).
 *
 * @source FHIR R4 4.0.1, search.html#string (verified)
 */
export function matchesString(found: Found, wanted: string, modifier: string | undefined): boolean {
  const text = meant(wanted);
  const texts = textsOf(found);
  if (modifier === 'exact') return texts.some((one) => one.normalize('NFC') === text.normalize('NFC'));
  if (modifier === 'contains') return texts.some((one) => plain(one).includes(plain(text)));
  return texts.some((one) => isLike(one, text));
}
