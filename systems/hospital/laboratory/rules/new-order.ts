import { codeSystems, identifierSystems } from '@lienmach/core';
import type { DiagnosticReport, Reference, ServiceRequest, Specimen } from 'fhir/r4';
import type { LabTest } from '../catalogs/lab-test.ts';
import type { Tube } from '../catalogs/tubes.ts';
import { withCorners } from './bench-queue.ts';
import { onBench, withPriority } from './bench-state.ts';

/** What every resource of one ordering has in common. */
export interface OrderGround {
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly requester: Reference;
  /** FHIR dateTimes with zone */
  readonly orderedAt: string;
  readonly collectedAt: string | undefined;
  readonly collector: Reference;
  /** one number for all tests ordered together */
  readonly requisition: string;
  readonly priority: 'routine' | 'stat';
  /** id of the Location that sent it */
  readonly ward?: string | undefined;
}

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const SPECIMEN_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0487';

const codeOf = (test: LabTest) => ({
  coding: [
    { system: codeSystems.services7603, code: test.code, display: test.name },
    ...(test.panel === undefined
      ? []
      : [{ system: codeSystems.loinc, code: test.panel.loinc, display: test.panel.name }]),
  ],
  text: test.name,
});

const numbered = (number: string) => [{ system: identifierSystems.orderNumber, value: number }];

/**
 * One ordered test.
 *
 * @source HL7 FHIR R4 4.0.1, ServiceRequest (verified)
 */
export const newOrder = (test: LabTest, number: string, specimen: Reference, ground: OrderGround): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  identifier: numbered(number),
  requisition: { system: identifierSystems.orderNumber, value: ground.requisition },
  status: 'active',
  intent: 'order',
  category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }], text: 'Xét nghiệm' }],
  priority: ground.priority,
  code: codeOf(test),
  subject: ground.patient,
  encounter: ground.encounter,
  authoredOn: ground.orderedAt,
  requester: ground.requester,
  specimen: [specimen],
});

/**
 * The report begins empty together with its order, so that a result has exactly one place to arrive at.
 *
 * @source HL7 FHIR R4 4.0.1, DiagnosticReport.status registered (verified)
 */
export const newReport = (
  test: LabTest,
  number: string,
  links: { readonly order: Reference; readonly specimen: Reference },
  ground: OrderGround,
): DiagnosticReport => {
  const state = ground.collectedAt === undefined ? 'to-collect' : 'to-receive';
  const report = withPriority(onBench(emptyReport(test, number, links, ground), state), ground.priority);
  return withCorners(report, { section: test.section, instrument: test.instrument, ward: ground.ward });
};

const emptyReport = (
  test: LabTest,
  number: string,
  links: { readonly order: Reference; readonly specimen: Reference },
  ground: OrderGround,
): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  ...(test.sensitive === undefined ? {} : { meta: { security: [{ system: ACT_CODE, code: test.sensitive }] } }),
  identifier: numbered(number),
  basedOn: [links.order],
  status: 'registered',
  category: [{ coding: [{ system: SECTION, code: 'LAB' }], text: 'Xét nghiệm' }],
  code: codeOf(test),
  subject: ground.patient,
  encounter: ground.encounter,
  ...(ground.collectedAt === undefined ? {} : { effectiveDateTime: ground.collectedAt }),
  specimen: [links.specimen],
});

/**
 * One tube with its number; the collection time only when the blood is already drawn.
 *
 * @source HL7 FHIR R4 4.0.1, Specimen (verified); HL7 table 0487 (verified)
 */
export const newSpecimen = (
  tube: Tube,
  number: string,
  orders: readonly Reference[],
  ground: OrderGround,
): Specimen => ({
  resourceType: 'Specimen',
  identifier: [{ system: identifierSystems.specimenNumber, value: number }],
  status: 'available',
  type: { coding: [{ system: SPECIMEN_TYPE, code: tube.specimen.code }], text: tube.specimen.name },
  subject: ground.patient,
  request: [...orders],
  ...(ground.collectedAt === undefined
    ? {}
    : { collection: { collector: ground.collector, collectedDateTime: ground.collectedAt } }),
  container: [{ description: tube.name, type: { text: tube.name } }],
});
