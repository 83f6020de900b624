import { type ReflexRule, reflexRules } from '../catalogs/reflex-rules.ts';

/** A result as the rules of reflex look at it. */
export interface ReflexResult {
  readonly indicator: string;
  readonly value?: number;
  /** code of the word */
  readonly word?: string;
}

export interface ReflexTest {
  readonly test: string;
  readonly why: string;
}

function isMet({ below, above, words }: ReflexRule, { value, word }: ReflexResult): boolean {
  if (word !== undefined && words?.includes(word) === true) return true;
  if (value === undefined) return false;
  return (below !== undefined && value < below) || (above !== undefined && value > above);
}

/**
 * Tests that these results ask for and that nobody has ordered; a value equal to a limit asks for nothing.
 *
 * @param ordered  service codes of the visit's orders that are not called off
 * @source catalogs/reflex-rules.ts, data of each laboratory (from memory)
 */
export function reflexTests(
  results: readonly ReflexResult[],
  ordered: ReadonlySet<string>,
  rules: readonly ReflexRule[] = reflexRules,
): ReflexTest[] {
  const found = results.flatMap((result) =>
    rules
      .filter((rule) => rule.indicator === result.indicator && !ordered.has(rule.test) && isMet(rule, result))
      .map(({ test, why }) => ({ test, why })),
  );
  return found.filter((one, index) => found.findIndex(({ test }) => test === one.test) === index);
}
