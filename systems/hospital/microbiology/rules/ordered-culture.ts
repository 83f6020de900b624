import { codeSystems, identifierSystems } from '@lienmach/core';
import type { FhirError } from '@lienmach/outcome';
import type { DiagnosticReport, Encounter, Reference, ServiceRequest, Specimen } from 'fhir/r4';
import { type CultureKind, cultureServices, kindOf } from '../catalogs/culture-services.ts';
import { errors } from '../errors.ts';

export interface CultureWish {
  readonly service: string;
  readonly kind: string;
  /** ISO instant with zone; absent: `$collect` says so later */
  readonly collectedAt?: string;
  readonly isUrgent: boolean;
}

const openStates: ReadonlySet<Encounter['status']> = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);
const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const SPECIMEN_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0487';
const category = [{ coding: [{ system: SECTION, code: 'MB' }], text: 'Vi sinh' }];

/**
 * This culture cannot be ordered now, for all of these reasons. Several sets of blood cultures are usual: the same order
 * again is allowed only with another time of drawing.
 *
 * @param open  cultures of this visit that have no result yet
 * @source Luật KCB 15/2023/QH15: services are ordered within a course of care (from memory); the rest is our own choice
 */
export function cultureObstacles(
  encounter: Encounter,
  wish: CultureWish,
  open: readonly ServiceRequest[],
  now: Date,
): FhirError[] {
  const { service, kind, collectedAt } = wish;
  const isLate = collectedAt !== undefined && Date.parse(collectedAt) > now.getTime();
  const isTwice = open.some(
    ({ code, orderDetail, occurrenceDateTime }) =>
      code?.coding?.some((one) => one.code === service) === true &&
      orderDetail?.[0]?.text === kindOf(kind)?.name &&
      occurrenceDateTime === collectedAt,
  );
  return [
    ...(openStates.has(encounter.status) ? [] : [errors.visitClosed({ at: 'Encounter.status' })]),
    ...(cultureServices.some(({ code }) => code === service) ? [] : [errors.notACulture({ at: 'service' })]),
    ...(kindOf(kind) === undefined ? [errors.unknownKind({ at: 'kind', code: kind })] : []),
    ...(isLate ? [errors.collectedInFuture({ at: 'collectedAt' })] : []),
    ...(isTwice ? [errors.orderedTwice({ at: 'service' })] : []),
  ];
}

export interface CultureGround {
  readonly order: string;
  readonly orderNumber: string;
  readonly specimenNumber: string;
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly requester: Reference;
  readonly orderedAt: string;
}

const codeOf = (service: string) => {
  const name = cultureServices.find(({ code }) => code === service)?.name ?? service;
  return { coding: [{ system: codeSystems.services7603, code: service, display: name }], text: name };
};

const specimenOf = (kind: CultureKind, wish: CultureWish, ground: CultureGround): Specimen => ({
  resourceType: 'Specimen',
  id: `mau-${ground.order}`,
  identifier: [{ system: identifierSystems.specimenNumber, value: ground.specimenNumber }],
  status: 'available',
  type: {
    ...(kind.specimen === '' ? {} : { coding: [{ system: SPECIMEN_TYPE, code: kind.specimen }] }),
    text: kind.name,
  },
  subject: ground.patient,
  request: [{ reference: `ServiceRequest/${ground.order}` }],
  ...(wish.collectedAt === undefined
    ? {}
    : { collection: { collector: ground.requester, collectedDateTime: wish.collectedAt } }),
});

/**
 * Order, specimen and the report that begins with them: the ward sees that something is under way.
 *
 * @source HL7 FHIR R4 4.0.1, ServiceRequest, Specimen, DiagnosticReport (verified); HL7 v2 tables 0074, 0487 (secondary)
 */
export function orderedCulture(
  kind: CultureKind,
  wish: CultureWish,
  ground: CultureGround,
): readonly [ServiceRequest, Specimen, DiagnosticReport] {
  const identifier = [{ system: identifierSystems.orderNumber, value: ground.orderNumber }];
  const specimen = specimenOf(kind, wish, ground);
  const links = {
    identifier,
    category,
    code: codeOf(wish.service),
    subject: ground.patient,
    encounter: ground.encounter,
    specimen: [{ reference: `Specimen/${specimen.id}` }],
  };
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: ground.order,
    status: 'active',
    intent: 'order',
    priority: wish.isUrgent ? 'stat' : 'routine',
    authoredOn: ground.orderedAt,
    requester: ground.requester,
    orderDetail: [{ text: kind.name }],
    ...(wish.collectedAt === undefined ? {} : { occurrenceDateTime: wish.collectedAt }),
    ...links,
  };
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: `mb-${ground.order}`,
    status: 'registered',
    basedOn: [{ reference: `ServiceRequest/${ground.order}` }],
    ...links,
  };
  return [order, specimen, report];
}
