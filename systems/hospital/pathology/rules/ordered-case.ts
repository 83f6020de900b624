import { codeSystems, identifierSystems } from '@lienmach/core';
import type { FhirError } from '@lienmach/outcome';
import type { DiagnosticReport, Encounter, Reference, ServiceRequest, Specimen } from 'fhir/r4';
import type { PathologyService } from '../catalogs/pathology-services.ts';
import { siteOf } from '../catalogs/sites.ts';
import { errors } from '../errors.ts';
import { containerLabel } from './case-number.ts';
import { onBench } from './case-state.ts';

/** A container as the orderer tells it. */
export interface AskedContainer {
  readonly site?: string;
  /** what is in it: `bờ cong nhỏ, 3 mảnh` */
  readonly what: string;
  readonly collectedAt?: string;
  readonly fixedAt?: string;
}

const MOST_CONTAINERS = 20;
const openStates: ReadonlySet<Encounter['status']> = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);

function containerObstacles(one: AskedContainer, index: number, now: Date): FhirError[] {
  const at = `container[${index}]`;
  const label = containerLabel(index);
  const times = [one.collectedAt, one.fixedAt, now.toISOString()].flatMap((time) =>
    time === undefined ? [] : [Date.parse(time)],
  );
  const isOrdered = times.every((time, turn) => turn === 0 || (times[turn - 1] ?? 0) <= time);
  return [
    ...(one.what.trim() === '' ? [errors.whatMissing({ at, label })] : []),
    ...(one.site !== undefined && siteOf(one.site) === undefined ? [errors.unknownSite({ at, code: one.site })] : []),
    ...(isOrdered ? [] : [errors.badTime({ at, label })]),
  ];
}

/**
 * This case cannot be ordered now, for all of these reasons.
 *
 * @source Luật KCB 15/2023/QH15: services are ordered within a course of care (from memory); ISO 15189:2022, 7.2.4: origin of a sample (from memory); the rest is our own choice
 */
export function orderObstacles(encounter: Encounter, containers: readonly AskedContainer[], now: Date): FhirError[] {
  return [
    ...(openStates.has(encounter.status) ? [] : [errors.visitClosed({ at: 'Encounter.status' })]),
    ...(containers.length === 0 ? [errors.noContainer({ at: 'container' })] : []),
    ...(containers.length > MOST_CONTAINERS
      ? [errors.tooManyContainers({ at: 'container', most: String(MOST_CONTAINERS) })]
      : []),
    ...containers.flatMap((one, index) => containerObstacles(one, index, now)),
  ];
}

const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const sectionOf = ({ kind }: PathologyService) =>
  kind === 'cytology'
    ? { coding: [{ system: SECTION, code: 'CP' }], text: 'Tế bào học' }
    : { coding: [{ system: SECTION, code: 'SP' }], text: 'Giải phẫu bệnh' };

const codeOf = ({ code, name }: PathologyService) => ({
  coding: [{ system: codeSystems.services7603, code, display: name }],
  text: name,
});

export interface CaseGround {
  readonly service: PathologyService;
  readonly number: string;
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly requester: Reference;
  readonly orderedAt: string;
  readonly isUrgent: boolean;
  readonly isSuspected: boolean;
  readonly clinical: string;
  readonly specimens: readonly Reference[];
  /** what is in each container */
  readonly whats: readonly string[];
}

/** @source HL7 FHIR R4 4.0.1, ServiceRequest (verified) */
export const orderOfCase = (ground: CaseGround): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  identifier: [{ system: identifierSystems.orderNumber, value: ground.number }],
  status: 'active',
  intent: 'order',
  category: [sectionOf(ground.service)],
  priority: ground.isUrgent || ground.service.kind === 'frozen' ? 'stat' : 'routine',
  code: codeOf(ground.service),
  subject: ground.patient,
  encounter: ground.encounter,
  authoredOn: ground.orderedAt,
  requester: ground.requester,
  ...(ground.clinical === '' ? {} : { note: [{ text: ground.clinical }] }),
  ...(ground.isSuspected ? { reasonCode: [{ text: 'Nghi u ác tính' }] } : {}),
  orderDetail: ground.whats.map((text) => ({ text })),
  specimen: [...ground.specimens],
});

/**
 * Is this the same order again? The same service with the same containers, still open in this visit: a second press.
 *
 * @source none: own rule; a second biopsy of another place has another container
 */
export const isSameOrder = (open: ServiceRequest, service: string, whats: readonly string[]): boolean =>
  open.code?.coding?.some(({ code }) => code === service) === true &&
  JSON.stringify((open.orderDetail ?? []).map(({ text }) => text)) === JSON.stringify(whats);

/** The report begins with its order; the ward sees that something is under way. @source HL7 FHIR R4 4.0.1, DiagnosticReport (verified) */
export const reportOfCase = (ground: CaseGround, order: Reference): DiagnosticReport =>
  onBench(
    {
      resourceType: 'DiagnosticReport',
      identifier: [{ system: identifierSystems.orderNumber, value: ground.number }],
      basedOn: [order],
      status: 'registered',
      category: [sectionOf(ground.service)],
      code: codeOf(ground.service),
      subject: ground.patient,
      encounter: ground.encounter,
      specimen: [...ground.specimens],
    },
    'to-receive',
  );

/** @source HL7 FHIR R4 4.0.1, Specimen (verified) */
export function containerSpecimen(
  one: AskedContainer,
  links: {
    readonly number: string;
    readonly patient: Reference;
    readonly order: Reference;
    readonly collector: Reference;
  },
): Specimen {
  const site = one.site === undefined ? undefined : siteOf(one.site);
  return {
    resourceType: 'Specimen',
    identifier: [{ system: identifierSystems.specimenNumber, value: links.number }],
    status: 'available',
    type: { coding: [{ system: codeSystems.pathology, code: 'container' }], text: one.what.trim() },
    subject: links.patient,
    request: [links.order],
    collection: {
      collector: links.collector,
      ...(one.collectedAt === undefined ? {} : { collectedDateTime: one.collectedAt }),
      ...(site === undefined
        ? {}
        : {
            bodySite: {
              coding: [
                { system: codeSystems.icdO3, code: site.topography },
                { system: codeSystems.pathologySite, code: site.code, display: site.name },
              ],
              text: site.name,
            },
          }),
    },
    ...(one.fixedAt === undefined
      ? {}
      : { processing: [{ description: 'Vào dung dịch cố định', timeDateTime: one.fixedAt }] }),
    container: [{ description: 'Lọ bệnh phẩm', type: { text: 'Lọ bệnh phẩm' } }],
  };
}
