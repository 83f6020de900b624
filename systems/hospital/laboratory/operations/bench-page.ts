import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DiagnosticReport } from 'fhir/r4';
import { errors } from '../errors.ts';

export interface BenchPage {
  readonly reports: readonly DiagnosticReport[];
  readonly next?: string;
}

const parts = ['urgent', 'routine'] as const;
type Part = (typeof parts)[number];

/** `urgent.<cursor of the store>`; nothing after the point: from the beginning of that part */
function placeOf(cursor: string | undefined): { readonly part: Part; readonly cursor: string | undefined } {
  if (cursor === undefined) return { part: 'urgent', cursor: undefined };
  const [part, ...rest] = cursor.split('.');
  const known = parts.find((one) => one === part);
  if (known === undefined) throw errors.badCursor({ at: 'cursor' });
  const inner = rest.join('.');
  return { part: known, cursor: inner === '' ? undefined : inner };
}

async function pageOf(ctx: Context, query: URLSearchParams, part: Part, count: number, cursor: string | undefined) {
  const asked = new URLSearchParams(query);
  asked.append('_tag', `${codeSystems.labPriority}|${part}`);
  asked.set('_count', String(count));
  return ctx.store.page('DiagnosticReport', asked.toString(), cursor);
}

/**
 * One page of a worklist: all that is urgent before all that is routine, each the oldest first.
 *
 * @throws laboratory.badCursor
 */
export async function benchPage(
  ctx: Context,
  query: URLSearchParams,
  limit: number,
  cursor: string | undefined,
): Promise<BenchPage> {
  const from = placeOf(cursor);
  const first = await pageOf(ctx, query, from.part, limit, from.cursor);
  if (first.next !== undefined) return { reports: first.items, next: `${from.part}.${first.next}` };
  if (from.part === 'routine') return { reports: first.items };
  const left = limit - first.items.length;
  if (left === 0) return { reports: first.items, next: 'routine.' };
  const second = await pageOf(ctx, query, 'routine', left, undefined);
  const reports = [...first.items, ...second.items];
  return second.next === undefined ? { reports } : { reports, next: `routine.${second.next}` };
}
