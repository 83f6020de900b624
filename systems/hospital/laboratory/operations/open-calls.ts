import { codeSystems } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, Task } from 'fhir/r4';
import { CRITICAL_CALL, OVERDUE } from '../rules/call-task.ts';

/** calls that are open at the same time; more are a laboratory that telephones nobody */
const MOST_CALLS = 200;

/** Open calls of critical values, by order. */
export async function openCalls(ctx: Context): Promise<Map<string, Task>> {
  const query = new URLSearchParams({ code: `${codeSystems.taskKind}|${CRITICAL_CALL}`, status: 'requested' });
  query.set('_count', String(MOST_CALLS));
  const { items } = await ctx.store.page('Task', query.toString());
  return new Map(items.map((task) => [task.basedOn?.[0]?.reference ?? '', task]));
}

/** How many of them have been called up the whole ladder and nobody has read back. */
export async function countOverdueCalls(ctx: Context): Promise<number> {
  const query = new URLSearchParams({
    code: `${codeSystems.taskKind}|${CRITICAL_CALL}`,
    status: 'requested',
    'business-status': `${codeSystems.callStep}|${OVERDUE}`,
    _summary: 'count',
  });
  return (await ctx.store.page('Task', query.toString())).total ?? 0;
}

/** Reports with a value that nobody was told, wherever they stand: they come first on the first page. */
export const reportsToCall = (ctx: Context, calls: ReadonlyMap<string, Task>): Promise<DiagnosticReport[]> =>
  searchEach(ctx.store, 'DiagnosticReport', 'based-on', [...calls.keys()]);
