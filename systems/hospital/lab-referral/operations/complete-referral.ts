import {
  codeSystems,
  identifierSystems,
  laboratoryCharge,
  laboratoryReferral,
  logicalCode,
  parseInstant,
  toVnDay,
} from '@lienmach/core';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, Reference, ServiceRequest, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { closed, specimenOf } from '../rules/referral-task.ts';
import { isFinal, isOutside, replacedByTheirs } from '../rules/their-report.ts';
import { followAll } from './follow-all.ts';
import { loadReferral } from './load-referral.ts';
import { putEntry } from './record-entry.ts';
import { serviceOf } from './refer-orders.ts';

interface CompleteInput {
  /** the report of the other laboratory, as it stands in the record */
  readonly report: Reference;
}

/** @throws lab-referral.notTheirReport, reportNotFinal */
function checkReport(report: DiagnosticReport, task: Task): void {
  const by = report.performer?.some(
    (one) => logicalCode(one, identifierSystems.facility) === laboratoryReferral(task)?.laboratory,
  );
  if (!isOutside(report) || by !== true || report.subject?.reference !== task.for?.reference)
    throw errors.notTheirReport({ at: 'report' });
  if (!isFinal(report)) throw errors.reportNotFinal({ at: 'report', detail: report.status });
}

/** Our own report of the order, which nobody fills in any more. @throws lab-referral.ownResults */
async function ownReport(ctx: Context, order: ServiceRequest, theirs: DiagnosticReport): Promise<DiagnosticReport[]> {
  const reports = await ctx.store.search('DiagnosticReport', `based-on=ServiceRequest/${order.id}`, 20);
  const own = reports.filter(
    ({ id, status }) => id !== theirs.id && status !== 'cancelled' && status !== 'entered-in-error',
  );
  if (own.some(({ result = [] }) => result.length > 0)) throw errors.ownResults({ at: 'report' });
  return own;
}

interface Done {
  readonly order: ServiceRequest;
  readonly report: DiagnosticReport;
  readonly collectedAt: string | undefined;
}

/** The price of the day of the order, once. @throws lab-referral.notInForce */
async function chargeEntry(ctx: Context, { order, report, collectedAt }: Done): Promise<BundleEntry> {
  const date = toVnDay(order.authoredOn === undefined ? ctx.now() : parseInstant(order.authoredOn));
  const service = serviceOf(order);
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code: service, date });
  if (concept === undefined) throw errors.notInForce({ at: 'ServiceRequest.code', name: order.code?.text ?? service });
  const charge = laboratoryCharge({
    order,
    report,
    concept,
    service,
    encounter: await ctx.store.follow('Encounter', order.encounter),
    name: order.code?.text ?? service,
    performer: ctx.actor,
    performedAt: report.effectiveDateTime ?? collectedAt,
    department: ctx.site.units.find(({ kind }) => kind === 'laboratory')?.department ?? '',
    identifier: order.identifier?.[0],
  });
  const [identifier] = charge.identifier ?? [];
  const ifNoneExist = new URLSearchParams({ identifier: `${identifier?.system}|${identifier?.value}` }).toString();
  return { resource: charge, request: { method: 'POST', url: 'ChargeItem', ifNoneExist } };
}

/**
 * POST Task/{id}/$complete-referral: what the other laboratory reported is the answer to the order. The order is completed and
 * charged, our own empty report leaves the bench, and their report stands in the visit.
 */
export const completeReferral: Operation<CompleteInput, Task> = {
  definition: {
    code: 'complete-referral',
    title: { vi: 'Nhận kết quả của nơi làm', en: 'Take the report of the other laboratory as the answer' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'report', 'Reference'), one('out', 'return', 'Task')],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-referral'],
  },

  async run(ctx, id, input) {
    const { task } = await loadReferral(ctx, id);
    const report = await ctx.store.follow('DiagnosticReport', input.report);
    checkReport(report, task);
    const order = await ctx.store.follow('ServiceRequest', task.focus);
    if (order.status !== 'active') throw errors.notOpen({ at: 'ServiceRequest.status', detail: order.status });
    const [own, specimen] = await Promise.all([
      ownReport(ctx, order, report),
      ctx.store.follow('Specimen', specimenOf(task)),
    ]);
    const visit = order.encounter === undefined ? {} : { encounter: order.encounter };
    const basedOn = [...(report.basedOn ?? []), { reference: `ServiceRequest/${order.id}` }];
    const theirs = { ...report, basedOn, ...visit };
    const results = await followAll(ctx, 'Observation', report.result ?? []);
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        putEntry(closed(task, report, ctx.now())),
        putEntry(theirs),
        ...[...results.values()].map((result) => putEntry({ ...result, ...visit })),
        putEntry({ ...order, status: 'completed' }),
        ...own.map((one) => putEntry(replacedByTheirs(one, report))),
        await chargeEntry(ctx, { order, report, collectedAt: specimen.collection?.collectedDateTime }),
      ],
    });
    return ctx.store.read('Task', id);
  },
};
