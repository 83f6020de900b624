import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Observation, Reference, ServiceRequest, Specimen } from 'fhir/r4';
import { type Seat, time } from './seat.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const doctor: Reference = { reference: 'Practitioner/doctor', display: 'doctor' };
const verifier: Reference = { reference: 'Practitioner/lab-doctor', display: 'lab-doctor' };
const category = [{ coding: [{ system: CATEGORY, code: 'laboratory' }], text: 'Xét nghiệm' }];

const tubeOf = ({ subject }: Seat, index: number): Specimen => ({
  resourceType: 'Specimen',
  identifier: [{ system: identifierSystems.specimenNumber, value: `26030200${index}1` }],
  type: { text: index === 0 ? 'Máu toàn phần' : 'Huyết thanh' },
  subject,
  collection: { collectedDateTime: time(12) },
});

const orderOf = ({ plan, subject, encounter }: Seat, line: number, tube: Specimen): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  identifier: [{ system: identifierSystems.orderNumber, value: `X26030200${String(line).padStart(2, '0')}` }],
  requisition: { system: identifierSystems.orderNumber, value: 'X2603020099' },
  status: 'completed',
  intent: 'order',
  category,
  priority: 'stat',
  code: { coding: [{ system: codeSystems.services7603, code: '23.0075.1494' }], text: `${plan.service} ${line}` },
  subject,
  encounter,
  authoredOn: time(10),
  requester: doctor,
  specimen: [{ reference: `Specimen/${tube.id}` }],
});

const resultOf = ({ plan, subject, encounter }: Seat, line: number, order: ServiceRequest): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  category,
  basedOn: [{ reference: `ServiceRequest/${order.id}` }],
  code: { coding: [{ system: codeSystems.labIndicator, code: 'GLU' }], text: `${plan.indicator} ${line}` },
  subject,
  encounter,
  effectiveDateTime: time(12),
  valueQuantity: { value: line % 3 === 0 ? 12345.67 : 5.4, unit: 'mL/phút/1,73 m²' },
  interpretation: [{ coding: [{ code: ['H', 'N', 'LL'][line % 3] ?? 'N' }] }],
  referenceRange: [{ low: { value: 3.9 }, high: { value: 6.4 } }],
});

/** Two tubes, and for every line one order, one released report and one result. */
export async function laboratoryOf(seat: Seat): Promise<void> {
  const { plan, subject, encounter, save } = seat;
  const tubes = [await save(tubeOf(seat, 0)), await save(tubeOf(seat, 1))];
  for (let line = 1; line <= plan.lines; line += 1) {
    const tube = tubes[line % 2];
    if (tube === undefined) continue;
    const order = await save(orderOf(seat, line, tube));
    const result = await save(resultOf(seat, line, order));
    await save({
      resourceType: 'DiagnosticReport',
      status: 'final',
      code: order.code ?? {},
      subject,
      encounter,
      issued: time(40),
      basedOn: [{ reference: `ServiceRequest/${order.id}` }],
      result: [{ reference: `Observation/${result.id}` }],
      resultsInterpreter: [verifier],
      conclusion: line === 1 ? plan.advice : undefined,
    });
  }
}
