import { createHash } from 'node:crypto';

/** Each connection keeps every named statement, so their number is bounded; a later shape is planned each time. */
const MOST = 300;
/** a longer text (hundreds of alternatives) is not remembered: it hardly comes twice */
const LONGEST = 20_000;
const seen = new Map<string, number>();
const names = new Map<string, string>();

/** A name for the second and later uses of a statement's text: its values are parameters, so the text is the query's shape. */
export function statementName(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST) return undefined;
  const count = (seen.get(text) ?? 0) + 1;
  if (count === 1) {
    if (seen.size >= 10 * MOST) seen.clear();
    seen.set(text, count);
    return undefined;
  }
  seen.delete(text);
  const name = `search_${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`;
  names.set(text, name);
  return name;
}
