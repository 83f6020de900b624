import { ageOn, codeSystems, identifierSystems, VN_ZONE, vnDayOf } from '@lienmach/core';
import { exactNumber, fhirTime, type Hl7Segment } from '@lienmach/exchange';
import type { Observation, ObservationReferenceRange, Patient, Reference, ServiceRequest } from 'fhir/r4';
import {
  findIndicator,
  findIndicatorByLoinc,
  type LabIndicator,
  type ReferenceInterval,
} from '../catalogs/lab-indicators.ts';
import type { LabTest } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import { abnormalFlag } from '../rules/abnormal-flag.ts';
import { criticalValue } from '../rules/critical-value.ts';
import { type Person, referenceInterval } from '../rules/reference-interval.ts';
import { resultQuantity, resultStatus, writtenValue } from './result-value.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

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

/** @throws laboratory.unknownIndicator, laboratory.indicatorNotOrdered: an unknown code is never guessed */
export function indicatorOf(segment: Hl7Segment, test: LabTest): LabIndicator {
  const codings = [
    { code: segment.get(3, 1), system: segment.get(3, 3) },
    { code: segment.get(3, 4), system: segment.get(3, 6) },
  ].filter(({ code }) => code !== '');
  for (const { code, system } of codings) {
    const indicator = system === 'LN' ? findIndicatorByLoinc(code) : findIndicator(code);
    if (indicator === undefined) continue;
    if (test.indicators.includes(indicator.code)) return indicator;
    throw errors.indicatorNotOrdered({ at: 'OBX-3', name: indicator.name, detail: test.code });
  }
  throw errors.unknownIndicator({ at: 'OBX-3', detail: codings[0]?.code.slice(0, 30) });
}

function personOf({ patient, collectedAt, now }: ResultGround): Person {
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

/** What was measured: value, range of this person and the flag that follows; or the word that nothing could be measured. */
function measured(segment: Hl7Segment, indicator: LabIndicator, person: Person): Partial<Observation> {
  if (resultStatus(segment) === 'cancelled') {
    return {
      dataAbsentReason: { coding: [{ system: ABSENT, code: 'error' }], text: 'Máy không đo được' },
    };
  }
  const valueQuantity = resultQuantity(segment, indicator);
  const interval = referenceInterval(indicator, person);
  const flag = abnormalFlag(valueQuantity, interval, indicator);
  const critical = criticalValue(valueQuantity, indicator);
  const code = critical === undefined ? flag : critical === 'low' ? 'LL' : 'HH';
  return {
    valueQuantity: { ...valueQuantity, value: exactNumber(writtenValue(segment).digits) },
    ...(interval === undefined ? {} : { referenceRange: [shownRange(interval, indicator)] }),
    ...(code === undefined ? {} : { interpretation: interpretation(code) }),
  };
}

/** OBX-18, the machine that measured. */
function deviceOf(segment: Hl7Segment): Partial<Observation> {
  const value = segment.get(18);
  return value === '' ? {} : { device: { type: 'Device', identifier: { value }, display: value } };
}

/** One place in the record for each indicator of an order: a result told again replaces itself and nothing else. */
export const resultId = (order: ServiceRequest, indicator: LabIndicator): string =>
  `${order.id}.${indicator.code.replace('#', '-abs').replace('%', '-pct')}`;

/**
 * One OBX as a preliminary Observation.
 *
 * @throws every refusal of the parts: unknown indicator, unit, value or status
 */
export function resultObservation(segment: Hl7Segment, indicator: LabIndicator, ground: ResultGround): Observation {
  const { order, orderNumber, specimen, collectedAt } = ground;
  const effective = collectedAt ?? fhirTime(segment.get(14), 'OBX-14', VN_ZONE);
  return {
    resourceType: 'Observation',
    id: resultId(order, indicator),
    identifier: [{ system: identifierSystems.labResult, value: `${orderNumber}/${indicator.code}` }],
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    status: resultStatus(segment),
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
    ...deviceOf(segment),
    ...measured(segment, indicator, personOf(ground)),
  };
}
