import { identifierSystems, laboratoryReferral, logicalCode } from '@lienmach/core';
import { type Context, type Subscription, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, ServiceRequest, Task } from 'fhir/r4';
import { followAll } from '../operations/follow-all.ts';
import { referralsOf } from '../operations/refer-orders.ts';
import { closed, reportOf, returned, stateOf } from '../rules/referral-task.ts';
import { askedNumbers, isFinal, isOutside } from '../rules/their-report.ts';

async function answeredOrders(ctx: Context, report: DiagnosticReport): Promise<ServiceRequest[]> {
  if (isOutside(report)) {
    const numbers = askedNumbers(report).map(
      (number) => `${identifierSystems.orderNumber}|${number.replace(/[\\,$|]/g, '\\$&')}`,
    );
    return searchEach(ctx.store, 'ServiceRequest', 'identifier', numbers);
  }
  return [...(await followAll(ctx, 'ServiceRequest', report.basedOn ?? [])).values()];
}

/** The answer stands beside the referral, once; what another laboratory says about it is none. */
async function noteAnswer(ctx: Context, task: Task, report: DiagnosticReport): Promise<void> {
  const by = report.performer?.map((one) => logicalCode(one, identifierSystems.facility)) ?? [];
  const isTheirs = by.includes(laboratoryReferral(task)?.laboratory);
  if (!isTheirs || reportOf(task)?.reference === `DiagnosticReport/${report.id}`) return;
  const results = await followAll(ctx, 'Observation', report.result ?? []);
  await ctx.store.update(returned(task, report, [...results.values()]));
}

/**
 * A report is out. Ours: the referral of its order is done, for the answer was typed or came to the bench. That of the other
 * laboratory, which names our order: it is looked at before it counts as the answer.
 */
export const onReport: Subscription<'DiagnosticReport'> = {
  id: 'on-report-of-referral',
  on: 'DiagnosticReport',
  when: (report) =>
    isFinal(report) && (isOutside(report) ? askedNumbers(report).length > 0 : report.basedOn !== undefined),
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
