import type { FhirError } from '@lienmach/outcome';
import type { DiagnosticReport, Observation, ServiceRequest, Specimen } from 'fhir/r4';
import type { LabTest } from '../catalogs/lab-test.ts';
import { errors } from '../errors.ts';
import { type LabCatalog, productCatalog } from './lab-catalog.ts';
import { indicatorCodeOf } from './lab-result.ts';

/**
 * Indicators of the test that nothing was told about, by name. One that could not be measured was told about.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), 8.21: a report holds the results of the tests that were ordered (secondary)
 */
export function missingResults(
  test: LabTest,
  results: readonly Observation[],
  catalog: LabCatalog = productCatalog,
): string[] {
  const told = new Set(results.map(indicatorCodeOf));
  return test.indicators.filter((code) => !told.has(code)).map((code) => catalog.indicator(code)?.name ?? code);
}

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
  /** names of `missingResults`; empty when the missing ones are left out on purpose */
  missing: readonly string[],
): FhirError[] {
  if (report.status !== 'preliminary') {
    return [errors.notPreliminary({ at: 'DiagnosticReport.status', detail: report.status })];
  }
  const obstacles: FhirError[] = [];
  if (order.status !== 'active') {
    obstacles.push(errors.orderNotActive({ at: 'ServiceRequest.status', detail: order.status }));
  }
  if (results.length === 0) obstacles.push(errors.noResult({ at: 'DiagnosticReport.result' }));
  else if (missing.length > 0) {
    obstacles.push(errors.resultsMissing({ at: 'DiagnosticReport.result', names: missing.join(', ') }));
  }
  const other = results.find((result) => result.status !== 'preliminary' && result.status !== 'cancelled');
  if (other !== undefined)
    obstacles.push(errors.resultNotPreliminary({ at: 'Observation.status', detail: other.status }));
  const isCollected = specimens.length > 0 && specimens.every((one) => one.collection?.collectedDateTime !== undefined);
  if (!isCollected) obstacles.push(errors.notCollected({ at: 'Specimen.collection.collected' }));
  return obstacles;
}
