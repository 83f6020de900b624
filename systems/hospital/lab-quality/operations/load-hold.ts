import { toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DetectedIssue } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type HoldAction, isHold, isOpenHold } from '../rules/lab-hold.ts';

/** @throws notAHold, holdClosed */
export async function loadOpenHold(ctx: Context, id: string): Promise<DetectedIssue> {
  const hold = await ctx.store.read('DetectedIssue', id);
  if (!isHold(hold)) throw errors.notAHold({ at: 'DetectedIssue.code' });
  if (!isOpenHold(hold)) throw errors.holdClosed({ at: 'DetectedIssue.status' });
  return hold;
}

const LEAST_LETTERS = 10;

/** What was done, in words that somebody can follow later. @throws actionMissing */
export function readAction(ctx: Context, text: string, at: string): HoldAction {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS) throw errors.actionMissing({ at });
  return { text: text.trim(), at: toVnIso(ctx.now()), by: ctx.actor };
}
