import type { DiagnosticReport } from 'fhir/r4';
import { errors } from '../errors.ts';

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
