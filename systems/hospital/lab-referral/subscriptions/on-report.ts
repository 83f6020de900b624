import { identifierSystems, laboratoryReferral, logicalCode } from '@lienmach/core';
import { type Context, type Subscription, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, ServiceRequest, Task } from 'fhir/r4';
import { referralsOf } from '../operations/refer-orders.ts';
import { closed, reportOf, returned, stateOf } from '../rules/referral-task.ts';
import { askedNumbers, isOutside } from '../rules/their-report.ts';

const told: ReadonlySet<DiagnosticReport['status']> = new Set(['final', 'amended', 'corrected', 'appended']);

async function answeredOrders(ctx: Context, report: DiagnosticReport): Promise<ServiceRequest[]> {
  if (isOutside(report)) {
    const numbers = askedNumbers(report).map(
      (number) => `${identifierSystems.orderNumber}|${number.replace(/[\\,$|]/g, '\\$&')}`,
    );
    return searchEach(ctx.store, 'ServiceRequest', 'identifier', numbers);
  }
  const ids = (report.basedOn ?? []).map(({ reference }) => reference?.split('/')[1] ?? '');
  return searchEach(ctx.store, 'ServiceRequest', '_id', ids);
}

/** The answer stands beside the referral, once; what another laboratory says about it is none. */
async function noteAnswer(ctx: Context, task: Task, report: DiagnosticReport): Promise<void> {
  const by = report.performer?.map((one) => logicalCode(one, identifierSystems.facility)) ?? [];
  const isTheirs = by.includes(laboratoryReferral(task)?.laboratory);
  if (!isTheirs || reportOf(task)?.reference === `DiagnosticReport/${report.id}`) return;
  const ids = (report.result ?? []).map(({ reference }) => reference?.split('/')[1] ?? '');
  const results = await searchEach(ctx.store, 'Observation', '_id', ids);
  await ctx.store.update(returned(task, report, results));
}

/**
 * A report is out. Ours: the referral of its order is done, for the answer was typed or came to the bench. That of the other
 * laboratory, which names our order: it is looked at before it counts as the answer.
 */
export const onReport: Subscription<'DiagnosticReport'> = {
  id: 'on-report-of-referral',
  on: 'DiagnosticReport',
  when: (report) =>
    told.has(report.status) && (isOutside(report) ? askedNumbers(report).length > 0 : report.basedOn !== undefined),
  actAs: ['lab-referral'],

  async react(ctx, { id = '' }) {
    const report = await ctx.store.read('DiagnosticReport', id);
    const orders = (await answeredOrders(ctx, report)).filter(
      ({ subject }) => subject.reference === report.subject?.reference,
    );
    for (const task of (await referralsOf(ctx, orders)).values()) {
      if (stateOf(task) === undefined) continue;
      if (isOutside(report)) await noteAnswer(ctx, task, report);
      else await ctx.store.update(closed(task, report, ctx.now()));
    }
  },
};
