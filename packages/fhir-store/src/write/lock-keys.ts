import type { FhirResource } from 'fhir/r4';
import { keyText } from '../indexing/key-text.ts';
import { listOf, nodeOf, textOf } from '../indexing/values.ts';
import { typeNumber } from '../resource-types.ts';
import { splitEscaped, unescapeValue } from '../search/split-escaped.ts';
import type { ResourceType } from '../store-contract.ts';

/** One advisory lock: a pair of 32-bit numbers. */
export type LockKey = readonly [number, number];

/** Above this many locks a write takes one for all instead: the lock table of a server is small. */
const MOST_LOCKS = 512;
/** Everybody with locks holds it shared, a write with very many holds it alone. */
const GATE: LockKey = [0, 0];

/**
 * Locks that keep two writers from creating what one condition names: every write takes the lock of each identifier it
 * carries, and a condition takes the locks of the identifiers it asks for (by value, so that `identifier=v` and
 * `identifier=s|v` meet) or, when it names none, of the condition as a whole.
 */
export function identifierLocks(resource: FhirResource): LockKey[] {
  const { identifier, masterIdentifier } = nodeOf(resource);
  return [identifier, masterIdentifier]
    .flatMap((one) => (Array.isArray(one) ? listOf(one) : [one]))
    .flatMap((one) => textOf(nodeOf(one).value) ?? [])
    .map((value) => lockKey(typeNumber(resource.resourceType), keyText(value)));
}

export function conditionLocks(type: ResourceType, query: URLSearchParams): LockKey[] {
  const values = query.getAll('identifier').flatMap((written) => splitEscaped(written, ','));
  const codes = values.map((value) => keyText(unescapeValue(splitEscaped(value, '|', 2).at(-1) ?? '')));
  if (codes.length > 0) return codes.map((code) => lockKey(typeNumber(type), code));
  const whole = [...query].map(([name, value]) => `${name}=${value}`).sort();
  return [lockKey(typeNumber(type), `?${whole.join('&')}`)];
}

/** Sorted and without repeats, the gate first: everybody takes locks in the same order. */
export function inOrder(keys: readonly LockKey[]): LockKey[] {
  const unique = new Map(keys.filter((key) => key !== GATE).map((key) => [`${key[0]} ${key[1]}`, key]));
  if (unique.size === 0) return [];
  if (unique.size > MOST_LOCKS) return [GATE];
  return [GATE, ...[...unique.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])];
}

/** For the statements that take them: both numbers, and whether the lock is shared. */
export const lockColumns = (keys: readonly LockKey[]): [number[], number[], boolean[]] => [
  keys.map(([a]) => a),
  keys.map(([, b]) => b),
  keys.map((key) => key === GATE && keys.length > 1),
];

/** A scalar that takes all locks of three array placeholders, in their order. */
export const takingLocks = (a: string, b: string, shared: string): string =>
  `(select count(case when shared then pg_advisory_xact_lock_shared(a, b)::text else pg_advisory_xact_lock(a, b)::text end)
    from unnest(${a}, ${b}, ${shared}) as k (a, b, shared)) as locks`;

/** Two rounds of multiplicative mixing over the text; a collision only makes two writers wait for each other. */
function lockKey(type: number, text: string): LockKey {
  let a = 0xdeadbeef ^ type;
  let b = 0x41c6ce57 ^ type;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a | 0, b | 1]; // never the gate
}
