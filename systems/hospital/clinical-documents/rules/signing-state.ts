import { codeSystems, identifierSystems } from '@lienmach/core';
import type { DiagnosticReport, DocumentReference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isReleased } from './document-kinds.ts';

/** `outdated`: it was signed, and then amended */
export type SigningState = 'unsigned' | 'outdated' | 'signed';

/**
 * Does the signed document say what the report says today? It carries the instant at which what it says was released.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), amended reports are authorised anew (secondary); how it is told: own choice
 */
export function signingState(report: DiagnosticReport, signed: DocumentReference | undefined): SigningState {
  if (signed === undefined) return 'unsigned';
  return signed.context?.period?.end === report.issued ? 'signed' : 'outdated';
}

/** Does it have an order number of this house and a place on its bench? @source none: reads the record */
export const isOurReport = ({ identifier, meta }: DiagnosticReport): boolean =>
  identifier?.some(({ system }) => system === identifierSystems.orderNumber) === true &&
  meta?.tag?.some(({ system }) => system === codeSystems.labBench) === true;

/** Was it released here, whatever became of it since? @source FHIR R4 diagnostic-report-status (verified) */
export const hasLeftBench = (report: DiagnosticReport): boolean =>
  isOurReport(report) && !['registered', 'partial', 'preliminary'].includes(report.status);

/**
 * Does this report wait for a signature? Withdrawn ones do not.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), authorised release of results (secondary)
 */
export const waitsToBeSigned = (report: DiagnosticReport, signed: DocumentReference | undefined): boolean =>
  isOurReport(report) && isReleased(report) && signingState(report, signed) !== 'signed';

/**
 * May this report be signed? Only what was released, and only what this house measured.
 *
 * @throws clinical-documents.notOurReport, clinical-documents.notReleased, clinical-documents.reportChanged
 * @source QĐ 2429/QĐ-BYT (12/06/2017), authorised release of results (secondary); Luật Giao dịch điện tử 20/2023/QH15, 23 (2)
 *   (secondary)
 */
export function checkSignable(report: DiagnosticReport, version: string | undefined): void {
  if (!isOurReport(report)) throw errors.notOurReport({ at: 'DiagnosticReport.identifier' });
  if (!isReleased(report)) throw errors.notReleased({ at: 'DiagnosticReport.status' });
  if (version !== undefined && version !== report.meta?.versionId) {
    throw errors.reportChanged({ at: 'DiagnosticReport.meta.versionId' });
  }
}
