import { ageOn, codeSystems, identifierSystems, vnDayOf } from '@lienmach/core';
import type { Observation, ObservationReferenceRange, Patient, Quantity, Reference, ServiceRequest } from 'fhir/r4';
import type { LabIndicator, ReferenceInterval } from '../catalogs/lab-indicators.ts';
import type { LabTest } from '../catalogs/lab-tests.ts';
import { abnormalFlag } from './abnormal-flag.ts';
import { criticalValue } from './critical-value.ts';
import { type Person, referenceInterval } from './reference-interval.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** What every result of one order has in common, whoever measured it. */
export interface ResultGround {
  readonly order: ServiceRequest;
  readonly orderNumber: string;
  readonly test: LabTest;
  readonly patient: Patient;
  readonly specimen: Reference | undefined;
  /** when the specimen was taken, FHIR dateTime; the day decides the person's age */
  readonly collectedAt: string | undefined;
  readonly now: Date;
}

/** Our indicator code of a result. @source none: where our own code stands */
export const indicatorCodeOf = ({ code }: Observation): string | undefined =>
  code.coding?.find(({ system }) => system === codeSystems.labIndicator)?.code;

/** @source none: who the reference interval is looked up for */
export function personOf({ patient, collectedAt, now }: Pick<ResultGround, 'patient' | 'collectedAt' | 'now'>): Person {
  const day = vnDayOf(collectedAt ?? now.toISOString());
  const { gender, birthDate } = patient;
  return {
    sex: gender === 'male' || gender === 'female' ? gender : undefined,
    age: birthDate === undefined ? undefined : ageOn(birthDate, day),
  };
}

const interpretations: Readonly<Record<string, string>> = {
  LL: 'Thấp đến mức báo động',
  L: 'Thấp',
  N: 'Trong khoảng tham chiếu',
  H: 'Cao',
  HH: 'Cao đến mức báo động',
};

const interpretation = (code: string) => [
  { coding: [{ system: INTERPRETATION, code }], text: interpretations[code] ?? code },
];

function shownRange(interval: ReferenceInterval, { unit, ucum }: LabIndicator): ObservationReferenceRange {
  const quantity = (value: number) => ({ value, unit, system: codeSystems.ucum, code: ucum });
  return {
    ...(interval.low === undefined ? {} : { low: quantity(interval.low) }),
    ...(interval.high === undefined ? {} : { high: quantity(interval.high) }),
    ...(interval.text === undefined ? {} : { text: interval.text }),
  };
}

/**
 * A measured value with the range of this person and the flag that follows; the same for analyzers and for hands.
 *
 * @throws laboratory.unitMismatch
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows value, unit and reference interval (secondary)
 */
export function reading(valueQuantity: Quantity, indicator: LabIndicator, person: Person): Partial<Observation> {
  const interval = referenceInterval(indicator, person);
  const flag = abnormalFlag(valueQuantity, interval, indicator);
  const critical = criticalValue(valueQuantity, indicator);
  const code = critical === undefined ? flag : critical === 'low' ? 'LL' : 'HH';
  return {
    valueQuantity,
    ...(interval === undefined ? {} : { referenceRange: [shownRange(interval, indicator)] }),
    ...(code === undefined ? {} : { interpretation: interpretation(code) }),
  };
}

/** One place in the record for each indicator of an order: a result told again replaces itself and nothing else. */
const resultId = (order: ServiceRequest, indicator: LabIndicator): string =>
  `${order.id}.${indicator.code.replace('#', '-abs').replace('%', '-pct')}`;

/**
 * A result before its value: what was measured, for whom, for which order.
 *
 * @param effective  FHIR dateTime of the specimen, or of the measurement
 * @source HL7 FHIR R4 4.0.1, Observation (verified)
 */
export function resultFrame(
  indicator: LabIndicator,
  { order, orderNumber, specimen }: ResultGround,
  effective: string | undefined,
): Observation {
  return {
    resourceType: 'Observation',
    id: resultId(order, indicator),
    identifier: [{ system: identifierSystems.labResult, value: `${orderNumber}/${indicator.code}` }],
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    status: 'preliminary',
    category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }] }],
    code: {
      coding: [
        { system: codeSystems.labIndicator, code: indicator.code, display: indicator.name },
        { system: codeSystems.loinc, code: indicator.loinc, display: indicator.loincName },
      ],
      text: indicator.name,
    },
    subject: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    ...(effective === undefined ? {} : { effectiveDateTime: effective }),
    ...(specimen === undefined ? {} : { specimen }),
  };
}
