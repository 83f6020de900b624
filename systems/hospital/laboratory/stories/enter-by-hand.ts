import { orderTests } from '../operations/order-tests.ts';
import { type LabVisit, openLabVisit } from './open-lab-visit.ts';

export interface OrderedTest extends LabVisit {
  /** `DiagnosticReport/…` */
  readonly report: string;
}

/** A visit with one ordered test whose tube is drawn. */
export async function openOrderedTest(test: string): Promise<OrderedTest> {
  const world = await openLabVisit();
  const collectedAt = '2026-03-02T07:28:00+07:00';
  await world.hospital.as('doctor').call(orderTests, world.visit, { test: [test], collectedAt });
  await world.hospital.settled();
  const [report] = await world.hospital.all('DiagnosticReport');
  return { ...world, report: `DiagnosticReport/${report?.id}` };
}
