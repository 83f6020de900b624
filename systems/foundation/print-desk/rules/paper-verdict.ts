export type PaperVerdict = 'valid' | 'altered' | 'replaced' | 'withdrawn' | 'unknown' | 'other-number';

export interface PaperFacts {
  /** the record's own words about this printing still carry the seal that was put under them */
  readonly isSealed: boolean;
  readonly digest: string | undefined;
  /** digest of the printing of the same paper that came last */
  readonly lastDigest: string | undefined;
  /** status of the resource behind it; undefined: it is gone */
  readonly sourceStatus: string | undefined;
  /** number on the paper as the asking person typed it; absent: not compared */
  readonly typed?: string | undefined;
  readonly number: string | undefined;
}

const ended: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error', 'revoked', 'stopped', 'unsatisfactory']);

const plain = (text: string | undefined): string => (text ?? '').toUpperCase().replace(/[\s.-]/g, '');

/**
 * What a stranger is told about a paper: nothing of what stands on it.
 *
 * @source none: our own answer words; QĐ 425/QĐ-BYT, a corrected prescription replaces the old one (secondary)
 */
export function paperVerdict(facts: PaperFacts | undefined): PaperVerdict {
  if (facts === undefined) return 'unknown';
  if (!facts.isSealed) return 'altered';
  if (facts.sourceStatus === undefined || ended.has(facts.sourceStatus)) return 'withdrawn';
  if (facts.lastDigest !== facts.digest) return 'replaced';
  if (facts.typed !== undefined && plain(facts.typed) !== plain(facts.number)) return 'other-number';
  return 'valid';
}
