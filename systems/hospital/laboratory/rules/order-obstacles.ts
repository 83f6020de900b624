import type { FhirError } from '@lienmach/outcome';
import type { Encounter, Patient, ServiceRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type LabCatalog, productCatalog } from './lab-catalog.ts';

const openStates: ReadonlySet<Encounter['status']> = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);

export interface OrderQuestion {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly patientNumberSystem: string;
  /** test codes as they were asked for */
  readonly codes: readonly string[];
  /** codes of this visit's orders that have no result yet */
  readonly openCodes: ReadonlySet<string>;
  readonly collectedAt: Date | undefined;
  readonly visitStart: Date | undefined;
  readonly now: Date;
  /** of the day of the order */
  readonly catalog?: LabCatalog;
}

/** A doctor cannot order these tests now, for all of these reasons; empty when nothing is in the way.
 *
 * @source Luật KCB 15/2023/QH15: services are ordered within a course of care (from memory); the rest is our own choice
 */
export function orderObstacles(question: OrderQuestion): FhirError[] {
  const { encounter, patient, codes } = question;
  const obstacles: FhirError[] = [];
  if (!openStates.has(encounter.status)) {
    obstacles.push(errors.visitClosed({ at: 'Encounter.status', detail: encounter.status }));
  }
  if (!patient.identifier?.some((one) => one.system === question.patientNumberSystem && one.value !== undefined)) {
    obstacles.push(errors.patientNumberMissing({ at: 'Patient.identifier' }));
  }
  if (codes.length === 0) obstacles.push(errors.nothingOrdered({ at: testParameter }));
  codes.forEach((code, index) => {
    const obstacle = testObstacle(code, question.openCodes.has(code) || codes.indexOf(code) < index, question.catalog);
    if (obstacle !== undefined) obstacles.push(obstacle);
  });
  return [...obstacles, ...collectionObstacles(question)];
}

const testParameter = "Parameters.parameter.where(name='test')";

function testObstacle(code: string, isDuplicate: boolean, catalog = productCatalog): FhirError | undefined {
  const test = catalog.test(code);
  if (test === undefined) return errors.unknownTest({ at: testParameter, code: code.slice(0, 30) });
  return isDuplicate ? errors.orderedTwice({ at: testParameter, name: test.name }) : undefined;
}

function collectionObstacles({ collectedAt, visitStart, now }: OrderQuestion): FhirError[] {
  const at = "Parameters.parameter.where(name='collectedAt')";
  if (collectedAt === undefined) return [];
  if (collectedAt > now) return [errors.collectedInFuture({ at })];
  return visitStart !== undefined && collectedAt < visitStart ? [errors.collectedBeforeVisit({ at })] : [];
}

/** The test code of an order. */
export const testCodeOf = (order: Pick<ServiceRequest, 'code'>, system: string): string =>
  order.code?.coding?.find((coding) => coding.system === system)?.code ?? '';
