import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DiagnosticReport } from 'fhir/r4';
import { findTest } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import type { ResultGround } from '../rules/lab-result.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';

export interface LoadedReport {
  readonly report: DiagnosticReport;
  readonly ground: ResultGround;
}

/**
 * What was looked at must be what stands in the record now; no version: nobody claims to have looked.
 *
 * @throws laboratory.sheetChanged (412)
 */
export function checkVersion(report: DiagnosticReport, version: string | undefined): void {
  const current = report.meta?.versionId;
  if (version !== undefined && version !== current) {
    throw errors.sheetChanged({ at: 'DiagnosticReport.meta.versionId', detail: `${version} ≠ ${current}` });
  }
}

/** A report with all that its results need. @throws 404, laboratory.unknownTest */
export async function loadReport(ctx: Context, id: string): Promise<LoadedReport> {
  const report = await ctx.store.read('DiagnosticReport', id);
  const order = await ctx.store.follow('ServiceRequest', report.basedOn?.[0]);
  const test = findTest(testCodeOf(order, codeSystems.services7603));
  if (test === undefined) throw errors.unknownTest({ at: 'ServiceRequest.code', code: order.code?.text ?? '?' });
  const [tube] = report.specimen ?? [];
  const [patient, specimen] = await Promise.all([
    ctx.store.follow('Patient', order.subject),
    tube === undefined ? undefined : ctx.store.follow('Specimen', tube),
  ]);
  return {
    report,
    ground: {
      order,
      orderNumber: identifierValue(order, identifierSystems.orderNumber) ?? order.id ?? '',
      test,
      patient,
      specimen: tube,
      collectedAt: specimen?.collection?.collectedDateTime ?? report.effectiveDateTime,
      now: ctx.now(),
    },
  };
}
