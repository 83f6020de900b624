/** @source none: our own form of what the insurer decided; the portal shows it on pages only */

/** One line of a claim that the insurer does not pay, or not wholly. */
export interface RejectedLine {
  /** `XML2`, `XML3`; empty: the whole claim */
  readonly table: string;
  /** STT in its table; 0: the whole claim */
  readonly line: number;
  /** code of the drug, service or supply; empty: not told */
  readonly code: string;
  readonly reasonCode: string;
  readonly reason: string;
  /** đồng with two decimals */
  readonly amount: string;
}

/** What was decided about one claim; without lines everything is paid. */
export interface ReviewedClaim {
  /** MA_LK */
  readonly claimId: string;
  readonly lines: readonly RejectedLine[];
}

const keyOf = ({ table, line, code, reasonCode, reason, amount }: RejectedLine): string =>
  JSON.stringify([table, String(line).padStart(6, '0'), code, reasonCode, reason, amount]);

/** Lines in an order that follows from what they say. */
export const inOrder = (lines: readonly RejectedLine[]): RejectedLine[] =>
  lines
    .map((line) => ({ line, key: keyOf(line) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ line }) => line);
