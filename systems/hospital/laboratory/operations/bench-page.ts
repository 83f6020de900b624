import type { Context } from '@lienmach/system-kit';
import type { DiagnosticReport } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type QueuePart, queueParts } from '../rules/bench-queue.ts';

export interface BenchPage {
  readonly reports: readonly DiagnosticReport[];
  readonly next?: string;
}

/** `urgent.<cursor of the store>`; nothing after the point: from the beginning of that part */
function placeOf(cursor: string | undefined): { readonly part: QueuePart; readonly cursor: string | undefined } {
  if (cursor === undefined) return { part: 'urgent', cursor: undefined };
  const [part, ...rest] = cursor.split('.');
  const known = queueParts.find((one) => one === part);
  if (known === undefined) throw errors.badCursor({ at: 'cursor' });
  const inner = rest.join('.');
  return { part: known, cursor: inner === '' ? undefined : inner };
}

interface Ask {
  readonly queryOf: (part: QueuePart) => URLSearchParams;
  readonly limit: number;
  readonly cursor: string | undefined;
  /** there is one part only */
  readonly isWhole: boolean;
}

/**
 * One page of a worklist: all that is urgent before all that is routine, each the oldest first.
 *
 * @throws laboratory.badCursor
 */
export async function benchPage(ctx: Context, { queryOf, limit, cursor, isWhole }: Ask): Promise<BenchPage> {
  const pageOf = (part: QueuePart, count: number, after: string | undefined) => {
    const query = queryOf(part);
    query.set('_count', String(count));
    return ctx.store.page('DiagnosticReport', query.toString(), after);
  };
  const from = placeOf(cursor);
  const first = await pageOf(from.part, limit, from.cursor);
  if (first.next !== undefined) return { reports: first.items, next: `${from.part}.${first.next}` };
  if (from.part === 'routine' || isWhole) return { reports: first.items };
  const left = limit - first.items.length;
  if (left === 0) return { reports: first.items, next: 'routine.' };
  const second = await pageOf('routine', left, undefined);
  const reports = [...first.items, ...second.items];
  return second.next === undefined ? { reports } : { reports, next: `routine.${second.next}` };
}
