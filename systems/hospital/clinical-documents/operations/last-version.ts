import { identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DocumentReference } from 'fhir/r4';
import { versionIn } from '../exchange/own-document.ts';

/** The newest document of a set of ours. */
export async function lastVersion(ctx: Context, set: string): Promise<DocumentReference | undefined> {
  const query = new URLSearchParams({ identifier: `${identifierSystems.documentSet}|${set}` });
  const all = await ctx.store.search('DocumentReference', query.toString());
  return all.toSorted((a, b) => versionIn(b) - versionIn(a))[0];
}
