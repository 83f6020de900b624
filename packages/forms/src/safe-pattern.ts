import { limits } from './limits.ts';

/** Ways in which a pattern may be tried on one text, as a power of two: two free repetitions over the longest text. */
const MOST_WAYS = 22;
/** log₂ of the longest text */
const FREE = Math.log2(limits.patternInput);

/** one thing at a time: an escape, a class, a quantifier, anything else */
const PIECE = /\\[pPu]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?:|\{(\d+)(,(\d*))?\}|[\s\S]/gu;

/** log₂ of the ways that a piece adds: lengths of a quantifier, one of two alternatives; 0 for what is fixed */
function waysOf([piece = '', least, list, most]: RegExpMatchArray): number {
  if (piece === '*' || piece === '+') return FREE;
  if (piece === '?' || piece === '|') return 1;
  if (least === undefined || list === undefined) return 0;
  return most === '' || most === undefined ? FREE : Math.log2(Math.max(1, Number(most) - Number(least) + 1));
}

/** repeats more than once at most: `?`, `{0,1}`, `{1}` do not */
const isRepeating = ([piece, least, list, most]: RegExpMatchArray): boolean =>
  piece === '*' || piece === '+' || (least !== undefined && Number(list === undefined ? least : most || '2') > 1);

/** a look-around, a named group, a backward reference: these we do not read */
const isUnread = (text: string, next: string | undefined): boolean =>
  (text === '(' && next === '?') || /^\\[1-9k]/.test(text);

/**
 * Ways in which a pattern can be tried on a text, as a power of two. A group that is repeated and may itself match in
 * several ways multiplies without bound.
 */
function waysOfPattern(pattern: string): number {
  const pieces = [...pattern.matchAll(PIECE)];
  const open: number[] = [];
  let ways = 0;
  let closed = 0;
  for (const [at, piece] of pieces.entries()) {
    const [text] = piece;
    if (isUnread(text, pieces[at + 1]?.[0])) return Number.POSITIVE_INFINITY;
    if (text === '(' || text === '(?:') open.push(ways);
    if (text === ')') closed = ways - (open.pop() ?? 0);
    const isOfGroup = pieces[at - 1]?.[0] === ')';
    if (isOfGroup && closed > 0 && isRepeating(piece)) return Number.POSITIVE_INFINITY;
    ways += waysOf(piece);
  }
  return ways;
}

/** May this pattern be tried on what people type? Short, readable, and its time cannot explode. */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > limits.pattern || waysOfPattern(pattern) > MOST_WAYS) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** The whole text, as FHIR's regex means it; a pattern that is not safe matches nothing. */
export const matchesPattern = (text: string, pattern: string): boolean =>
  isSafePattern(pattern) && text.length <= limits.patternInput && new RegExp(`^(?:${pattern})$`, 'u').test(text);
