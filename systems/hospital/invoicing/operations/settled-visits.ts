import { isFhirError } from '@lienmach/outcome';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { Invoice, Money } from 'fhir/r4';
import { paperKindOf, visitTurnOf } from '../rules/counter-paper.ts';

/** The visit is over and the patient has nothing to get back. */
async function isSettled(ctx: Context, visit: string): Promise<boolean> {
  try {
    const { due } = await ctx.call<{ due: Money }>('$cost-statement', `Encounter/${visit}`);
    return (due.value ?? 0) >= 0;
  } catch (thrown) {
    // costs that cannot be computed settle nothing
    if (!isFhirError(thrown)) throw thrown;
    return false;
  }
}

/** Visits of these deposits that are over and settled. */
export async function settledVisits(ctx: Context, papers: readonly Invoice[]): Promise<ReadonlySet<string>> {
  const deposits = papers.filter((paper) => paperKindOf(paper) === 'deposit');
  const visits = await searchEach(
    ctx.store,
    'Encounter',
    '_id',
    deposits.map((paper) => visitTurnOf(paper).visit),
    'status=finished',
  );
  const settled = new Set<string>();
  for (const { id = '' } of visits) if (await isSettled(ctx, id)) settled.add(id);
  return settled;
}
