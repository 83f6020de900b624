import { toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Patient } from 'fhir/r4';
import { duplicateTask, pairKey } from '../rules/duplicate-task.ts';
import { findLikely } from './find-likely.ts';

/** who is like more records than this is a problem of the catalog of names, not of the desk */
const MOST = 5;

/** A record was made although another may be the same person's: the merge desk gets the pairs, each of them once. */
export async function noteLikely(ctx: Context, newer: Patient): Promise<void> {
  const found = await findLikely(ctx, newer);
  const at = toVnIso(ctx.now());
  for (const { patient: known, grade, reasons } of found.filter((one) => one.grade !== 'possible').slice(0, MOST)) {
    await ctx.store.createIfNone(
      pairKey(known.id ?? '', newer.id ?? ''),
      duplicateTask({ known, newer, grade, reasons, by: ctx.actor, at }),
    );
  }
}
