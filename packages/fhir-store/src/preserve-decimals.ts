import { isRawNumber, parseStored } from './parse-json.ts';

/**
 * Gives unchanged numbers back the form they have in the stored text: a room reads 1.1 as a JavaScript number, changes
 * something else and writes; the disk still says 1.10. A number that stands at the same place, or (after entries of a list
 * have moved) under the same names with the same value, counts as unchanged.
 *
 * @returns `next` itself when nothing has to be kept, else a copy with raw JSON numbers
 */
export function preserveDecimals<T>(next: T, previousText: string): T {
  const previous = parseStored(previousText);
  const written = new Map<string, unknown>();
  collect(previous, '', written);
  return written.size === 0 ? next : (restore(next, previous, '', written) as T);
}

/** Raw numbers by names and value; two written forms for one value under the same names are ambiguous: none is kept. */
function collect(node: unknown, path: string, written: Map<string, unknown>): void {
  if (isRawNumber(node)) {
    const key = `${path}=${Number(node.rawJSON)}`;
    const before = written.get(key);
    const isSame = before === undefined || (isRawNumber(before) && before.rawJSON === node.rawJSON);
    written.set(key, isSame ? node : undefined);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) for (const item of node) collect(item, path, written);
  else for (const [key, value] of Object.entries(node)) collect(value, `${path}.${key}`, written);
}

function restore(next: unknown, previous: unknown, path: string, written: ReadonlyMap<string, unknown>): unknown {
  if (typeof next === 'number') return restoreNumber(next, previous, path, written);
  if (typeof next !== 'object' || next === null || isRawNumber(next)) return next;
  if (Array.isArray(next)) return next.map((item, index) => restore(item, at(previous, index), path, written));
  return Object.fromEntries(
    Object.entries(next).map(([key, value]) => [key, restore(value, at(previous, key), `${path}.${key}`, written)]),
  );
}

function restoreNumber(next: number, previous: unknown, path: string, written: ReadonlyMap<string, unknown>): unknown {
  if (isRawNumber(previous) && Number(previous.rawJSON) === next) return previous;
  return previous === next ? next : (written.get(`${path}=${next}`) ?? next);
}

const at = (node: unknown, key: string | number): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[key] : undefined;
