import { firstNeeds, followingNeeds, type Need } from '@lienmach/exchange';
import type { Context } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';

interface Found {
  readonly found: Record<string, FhirResource | undefined>;
  readonly lists: Record<string, readonly FhirResource[]>;
}

/** What a channel would look up, looked up by a verb. @throws clinical-documents.patientUnknown, clinical-documents.patientAmbiguous */
export async function findNeeds(ctx: Context, needs: Readonly<Record<string, Need>>): Promise<Found> {
  const first = await lookUp(ctx, firstNeeds(needs));
  const then = await lookUp(ctx, followingNeeds(needs, first.found));
  return { found: { ...first.found, ...then.found }, lists: { ...first.lists, ...then.lists } };
}

async function lookUp(ctx: Context, needs: ReturnType<typeof firstNeeds>): Promise<Found> {
  const answer: Found = { found: {}, lists: {} };
  for (const [name, need] of needs) {
    const [type = '', query = ''] = (typeof need === 'string' ? need : need.search).split('?', 2);
    const limit = typeof need === 'string' || !('many' in need) ? 2 : need.many;
    const matches = await ctx.store.search(type as FhirResource['resourceType'], query, limit);
    if (typeof need !== 'string' && 'many' in need) answer.lists[name] = matches;
    else answer.found[name] = onlyOne(matches, typeof need === 'string');
  }
  return answer;
}

function onlyOne(matches: readonly FhirResource[], isNeeded: boolean): FhirResource | undefined {
  const [only, second] = matches;
  if (second !== undefined) throw errors.patientAmbiguous();
  if (only === undefined && isNeeded) throw errors.patientUnknown();
  return only;
}
