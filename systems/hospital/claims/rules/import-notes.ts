/** @source none: words for what an import kept, found already there or tells in another way */
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { notices } from '../errors.ts';
import type { ClaimDifference } from './compare-claims.ts';
import { unknownElements } from './current-names.ts';
import type { ImportPlan } from './plan-import.ts';
import type { ReadClaim } from './read-claims.ts';

export const outcomeOf = (issue: readonly OperationOutcomeIssue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: issue.length > 0 ? [...issue] : [notices.nothingToNote.issue()],
});

/** Sums and lines may be told with both figures; what a person's record says is not told to whoever brings a file. */
const showsFigures = ({ table, field }: ClaimDifference): boolean =>
  table === 'XML2' || table === 'XML3' || field.startsWith('T_');

/** differences shown; the rest is counted */
const SHOWN = 50;

function differenceIssues(different: readonly ClaimDifference[]): OperationOutcomeIssue[] {
  const shown = different.slice(0, SHOWN).map((one) => {
    const at = one.row === 0 ? one.table : `${one.table}[${one.row}].${one.field}`;
    if (one.row === 0) return notices.rowsDiffer.issue({ at, ...one });
    return showsFigures(one) ? notices.figureDiffers.issue({ at, ...one }) : notices.wordsDiffer.issue({ at, ...one });
  });
  const rest = different.length - shown.length;
  return rest > 0 ? [...shown, notices.moreDiffer.issue({ count: rest })] : shown;
}

/** Everything a claims clerk should know of a claim that goes in. */
export function importNotes(
  { standard, claim }: ReadClaim,
  { different, unclaimable }: ImportPlan,
): OperationOutcomeIssue[] {
  const unknown = unknownElements(claim, (table) => findClaimTable(table)?.fields.map(({ name }) => name) ?? []);
  return [
    ...(standard === '3176' ? [] : [notices.formerStandard.issue({ standard })]),
    ...unknown.slice(0, SHOWN).map(({ where }) => notices.unknownElement.issue({ at: where, where })),
    ...(unclaimable === undefined
      ? []
      : [notices.notClaimable.issue({ why: unclaimable.outcome.issue[0]?.details?.text ?? '' })]),
    ...differenceIssues(different),
  ];
}
