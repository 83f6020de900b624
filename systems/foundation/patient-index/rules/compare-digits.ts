/** How two numbers stand to each other; `near`: one digit wrong, one too many or too few, or two neighbours exchanged. */
export type DigitMatch = 'same' | 'near' | 'different' | 'unknown';

function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 8) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right === `${left[1]}${left[0]}`;
}

/**
 * The best that any number of one side does against any of the other.
 *
 * @source none: slips of typing, counted in no Vietnamese source that we know (own choice)
 */
export function compareDigits(ours: readonly string[], theirs: readonly string[]): DigitMatch {
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  if (ours.some((one) => theirs.includes(one))) return 'same';
  return ours.some((one) => theirs.some((other) => isNear(one, other))) ? 'near' : 'different';
}
