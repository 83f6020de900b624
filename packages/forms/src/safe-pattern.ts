import { limits } from './limits.ts';

/** two repetitions inside each other, or a look-around, or a backward reference: these can take for ever */
const DANGEROUS = /\(\?[=!<]|\\[1-9]|\\k</;
const NESTED = /[*+}]\)?[^()]*\)[*+{]|\([^()]*\|[^()]*\)[*+{]/;

/** May this pattern be tried on what people type? Short, readable, and its time cannot explode. */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > limits.pattern || DANGEROUS.test(pattern) || NESTED.test(pattern)) return false;
  if ((pattern.match(/[*+]|\{\d*,\d*\}/g) ?? []).length > 8) return false;
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
