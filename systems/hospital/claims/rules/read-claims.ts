/** @source none: the claims of an envelope, each with what is wrong with it there */
import { type ClaimFile, rowsOf, textOf } from './claim-file.ts';
import type { RuleFault } from './claim-rule.ts';
import { inCurrentNames } from './current-names.ts';
import { inOrder } from './import-visit.ts';

/** One claim of the file with what is wrong with it there. */
export interface ReadClaim {
  readonly claim: ClaimFile;
  readonly claimId: string;
  readonly standard: string;
  readonly faults: readonly RuleFault[];
}

/** Claim ids that stand more than once. @source none: one envelope may not carry a claim id twice */
export function repeated(ids: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(ids.filter((id) => id !== '' && (seen.has(id) || !seen.add(id))));
}

/** Order and completeness of elements do not matter to a reader; a claim id that stands twice does. */
export function readClaims(claims: readonly ClaimFile[], faults: readonly RuleFault[]): ReadClaim[] {
  const ids = claims.map((claim) => textOf(rowsOf(claim, 'XML1')[0], 'MA_LK'));
  const twice = repeated(ids);
  const byPlace = Map.groupBy(
    faults.filter(({ rule }) => rule !== 'STR-01'),
    ({ where }) => where.split('.')[0] ?? '',
  );
  return claims.map((raw, at): ReadClaim => {
    const { claim, standard } = inCurrentNames(raw);
    const claimId = ids[at] ?? '';
    const place = `HOSO[${at + 1}]`;
    const own = byPlace.get(place) ?? [];
    return {
      claim: inOrder(claim),
      claimId,
      standard,
      faults: [
        ...own,
        ...(twice.has(claimId) ? [{ rule: 'STR-11', where: `${place}.XML1.MA_LK`, detail: claimId }] : []),
      ],
    };
  });
}
