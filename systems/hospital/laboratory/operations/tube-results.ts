import type { Context } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { indicatorCodeOf, type ResultGround } from '../rules/lab-result.ts';

/** results of one tube that may be calculated with */
const MOST = 300;

/** What was measured from the same tube for other orders: formulas need more than one test. */
export async function otherResultsOfTube(ctx: Context, ground: ResultGround): Promise<Observation[]> {
  const reference = ground.specimen?.reference;
  if (reference === undefined || (ground.test.calculated ?? []).length === 0) return [];
  const results = await ctx.store.search('Observation', new URLSearchParams({ specimen: reference }).toString(), MOST);
  const own = `ServiceRequest/${ground.order.id}`;
  return results.filter((result) => result.basedOn?.[0]?.reference !== own && indicatorCodeOf(result) !== undefined);
}
