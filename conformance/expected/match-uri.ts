import { textOf } from '../json.ts';
import { meant } from './split-value.ts';
import type { Found } from './values-of.ts';

const pathOf = (uri: string): string[] => uri.replace(/\/$/, '').split('/');

const isBelow = (uri: string, top: string): boolean => {
  const [longer, shorter] = [pathOf(uri), pathOf(top)];
  return longer.length >= shorter.length && shorter.every((part, index) => longer[index] === part);
};

/**
 * The very address; `:below` it and what lies under it, `:above` it and what it lies under, by the parts of the path.
 *
 * @source FHIR R4 4.0.1, search.html#uri (verified)
 */
export function matchesUri({ value }: Found, wanted: string, modifier: string | undefined): boolean {
  const text = meant(wanted);
  const whole = textOf(value) ?? '';
  const forms = whole.includes('|') ? [whole, whole.split('|')[0] ?? ''] : [whole];
  return forms.some((uri) => {
    if (modifier === 'below') return uri === text || isBelow(uri, text);
    return modifier === 'above' ? uri === text || isBelow(text, uri) : uri === text;
  });
}
