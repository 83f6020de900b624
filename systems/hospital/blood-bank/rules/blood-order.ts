import { codeSystems, extensions, identifierSystems, present } from '@lienmach/core';
import type { FhirError } from '@lienmach/outcome';
import type { Encounter, Patient, Reference, ServiceRequest } from 'fhir/r4';
import { type Component, type ComponentCode, componentOf } from '../catalogs/components.ts';
import { errors } from '../errors.ts';

export const BLOOD_ORDER = 'blood-order';
export const MOST_UNITS = 20;
const LEAST_REASON = 5;

export interface Emergency {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

export interface OrderInput {
  readonly component: string;
  readonly units: number;
  readonly urgency: string;
  readonly reason: string;
  readonly emergencyReason?: string;
  readonly history?: string;
}

const urgencies = ['routine', 'urgent', 'stat'] as const;
const openStates: ReadonlySet<string> = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);

/** Said in words, not with one letter. @source none: own choice */
export const isReason = (text: string | undefined): boolean => (text?.trim().length ?? 0) >= LEAST_REASON;

/**
 * Everything that is in the way of an order for blood.
 *
 * @source TT 26/2013/TT-BYT, the request for blood names component, amount and reason (exists: verified; article: unsure)
 */
export function orderObstacles(input: OrderInput, encounter: Encounter, patient: Patient): FhirError[] {
  const found: FhirError[] = [];
  if (!openStates.has(encounter.status)) found.push(errors.visitClosed({ at: 'Encounter.status' }));
  if (!patient.identifier?.some(({ system }) => system === identifierSystems.patientNumber))
    found.push(errors.patientNumberMissing({ at: 'Patient.identifier' }));
  if (componentOf(input.component) === undefined)
    found.push(errors.unknownComponent({ at: 'component', code: input.component.slice(0, 30) }));
  if (!Number.isInteger(input.units) || input.units < 1 || input.units > MOST_UNITS)
    found.push(errors.badAmount({ at: 'units', most: MOST_UNITS }));
  if (!urgencies.some((one) => one === input.urgency)) found.push(errors.unknownUrgency({ at: 'urgency' }));
  if (!isReason(input.reason)) found.push(errors.reasonMissing({ at: 'reason' }));
  if (input.emergencyReason !== undefined && !isReason(input.emergencyReason))
    found.push(errors.reasonMissing({ at: 'emergencyReason' }));
  return found;
}

/** @source HL7 FHIR R4 4.0.1, ServiceRequest (verified) */
export const bloodOrder = (
  input: OrderInput,
  about: {
    readonly component: Component;
    readonly number: string;
    readonly patient: Reference;
    readonly encounter: string;
    readonly by: Reference;
    readonly at: string;
  },
): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  identifier: [{ system: identifierSystems.orderNumber, value: about.number }],
  status: 'active',
  intent: 'order',
  category: [{ coding: [{ system: codeSystems.bloodBank, code: BLOOD_ORDER }], text: 'Dự trù máu' }],
  priority: urgencies.find((one) => one === input.urgency) ?? 'routine',
  code: {
    coding: [{ system: codeSystems.bloodComponent, code: about.component.code }],
    text: about.component.name,
  },
  quantityQuantity: { value: input.units, unit: 'đơn vị' },
  subject: about.patient,
  encounter: { reference: about.encounter },
  authoredOn: about.at,
  requester: about.by,
  reasonCode: [{ text: input.reason.trim() }],
  ...(input.history === undefined ? {} : { note: [{ text: input.history.trim() }] }),
});

/** The doctor takes it on them that blood goes out before the tests are done. @source TT 26/2013/TT-BYT, emergency transfusion (exists: verified; article: unsure) */
export const withEmergency = (order: ServiceRequest, emergency: Emergency): ServiceRequest => ({
  ...order,
  priority: 'stat',
  extension: [
    ...(order.extension ?? []).filter(({ url }) => url !== extensions.emergencyRelease),
    {
      url: extensions.emergencyRelease,
      extension: [
        { url: 'by', valueString: emergency.by },
        { url: 'reason', valueString: emergency.reason },
        { url: 'at', valueDateTime: emergency.at },
      ],
    },
  ],
});

/** @source none: reads the record */
export function emergencyOf({ extension = [] }: ServiceRequest): Emergency | undefined {
  const parts = extension.find(({ url }) => url === extensions.emergencyRelease)?.extension;
  if (parts === undefined) return undefined;
  const text = (url: string): string => {
    const found = parts.find((one) => one.url === url);
    return found?.valueString ?? found?.valueDateTime ?? '';
  };
  return { by: text('by'), reason: text('reason'), at: text('at') };
}

/** @source none: reads the record */
export const isBloodOrder = ({ category = [] }: ServiceRequest): boolean =>
  category.some(({ coding }) =>
    coding?.some(({ system, code }) => system === codeSystems.bloodBank && code === BLOOD_ORDER),
  );

/** @source none: reads the record */
export const componentOfOrder = ({ code }: ServiceRequest): ComponentCode | undefined =>
  componentOf(code?.coding?.find(({ system }) => system === codeSystems.bloodComponent)?.code)?.code;

/** @source none: reads the record */
export const unitsOrdered = (order: ServiceRequest): number => present({ n: order.quantityQuantity?.value }).n ?? 1;
