import type { Context } from '@lienmach/system-kit';
import type { ActivityDefinition } from 'fhir/r4';
import { type CallLadder, LADDER_TITLE, readLadder } from '../rules/call-ladder.ts';

/** a ladder for each ward, changed now and then for years */
const MOST_LADDERS = 5000;

/** Every ladder in force, as it stands in the record and as it is meant. */
export async function loadLadders(
  ctx: Context,
): Promise<readonly { readonly definition: ActivityDefinition; readonly ladder: CallLadder }[]> {
  const query = new URLSearchParams({ status: 'active', 'title:exact': LADDER_TITLE });
  const found = await ctx.store.search('ActivityDefinition', query.toString(), MOST_LADDERS);
  return found.flatMap((definition) => {
    const ladder = readLadder(definition);
    return ladder === undefined ? [] : [{ definition, ladder }];
  });
}
