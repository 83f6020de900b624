import { nodeOf, textOf } from '../json.ts';
import { matchesToken } from './match-token.ts';
import { meant } from './split-value.ts';
import type { Found } from './values-of.ts';

export interface Address {
  readonly type: string;
  readonly id: string;
}

/** `Patient/a`, also with a version; undefined for what points elsewhere. */
export function localAddress(text: string, base: string): Address | undefined {
  const own = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(own) ?? [];
  return type !== undefined && id !== undefined ? { type, id } : undefined;
}

/** What a value points at, as text; a resource inside a Bundle stands for itself. */
export function targetText({ type, value }: Found): string | undefined {
  const { resourceType, id, reference } = nodeOf(value);
  if (resourceType !== undefined) return id === undefined ? undefined : `${resourceType}/${id}`;
  return type === 'Reference' ? textOf(reference) : textOf(value);
}

interface Sought {
  readonly modifier: string | undefined;
  /** types the parameter may point at */
  readonly targets: readonly string[];
  readonly base: string;
}

/**
 * `Type/id`, `id` of any type the parameter allows, or an absolute address; a canonical with or without its version.
 *
 * @source FHIR R4 4.0.1, search.html#reference (verified)
 */
export function matchesReference(found: Found, text: string, { modifier, targets, base }: Sought): boolean {
  const wanted = meant(text);
  if (modifier === 'identifier') {
    const value = found.type === 'Reference' ? nodeOf(found.value).identifier : undefined;
    return value !== undefined && matchesToken({ type: 'Identifier', value }, text);
  }
  const target = targetText(found);
  if (target === undefined) return false;
  const [own, sought] = [localAddress(target, base), localAddress(wanted, base)];
  if (sought) return own?.type === sought.type && own.id === sought.id;
  if (wanted.includes(':')) return target === wanted || (found.type !== 'Reference' && target.split('|')[0] === wanted);
  const types = modifier === undefined ? targets : [modifier];
  return own?.id === wanted && (types.length === 0 || types.includes(own.type));
}
