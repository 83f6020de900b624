import type { FhirError } from '@lienmach/outcome';
import type { DiagnosticReport, Observation, ServiceRequest, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';

/**
 * Why a report cannot be released yet, every reason at once; empty when it can.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), 8.21 content of a report and authorised release (secondary); no release without sampling time: QĐ 1227/QĐ-BYT row content (secondary)
 */
export function verifyObstacles(
  report: DiagnosticReport,
  order: ServiceRequest,
  results: readonly Observation[],
  specimens: readonly Specimen[],
): FhirError[] {
  if (report.status !== 'preliminary') {
    return [errors.notPreliminary({ at: 'DiagnosticReport.status', detail: report.status })];
  }
  const obstacles: FhirError[] = [];
  if (order.status !== 'active') {
    obstacles.push(errors.orderNotActive({ at: 'ServiceRequest.status', detail: order.status }));
  }
  if (results.length === 0) obstacles.push(errors.noResult({ at: 'DiagnosticReport.result' }));
  const other = results.find((result) => result.status !== 'preliminary' && result.status !== 'cancelled');
  if (other !== undefined)
    obstacles.push(errors.resultNotPreliminary({ at: 'Observation.status', detail: other.status }));
  const isCollected = specimens.length > 0 && specimens.every((one) => one.collection?.collectedDateTime !== undefined);
  if (!isCollected) obstacles.push(errors.notCollected({ at: 'Specimen.collection.collected' }));
  return obstacles;
}
