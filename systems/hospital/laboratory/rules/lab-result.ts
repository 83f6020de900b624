import { ageOn, codeSystems, identifierSystems, vnDayOf } from '@lienmach/core';
import type { Observation, ObservationReferenceRange, Patient, Quantity, Reference, ServiceRequest } from 'fhir/r4';
import type { LabIndicator, ReferenceInterval, ResultWord } from '../catalogs/lab-indicator.ts';
import type { LabTest } from '../catalogs/lab-test.ts';
import { abnormalFlag } from './abnormal-flag.ts';
import { criticalValue } from './critical-value.ts';
import type { LabCatalog } from './lab-catalog.ts';
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
  /** of the day of the specimen */
  readonly catalog: LabCatalog;
  /** a pregnancy that the record knows of */
  readonly isPregnant?: boolean;
}

/** Our indicator code of a result. @source none: where our own code stands */
export const indicatorCodeOf = ({ code }: Observation): string | undefined =>
  code.coding?.find(({ system }) => system === codeSystems.labIndicator)?.code;

/** @source none: who the reference interval is looked up for */
export function personOf(ground: Pick<ResultGround, 'patient' | 'collectedAt' | 'now' | 'isPregnant'>): Person {
  const { patient, collectedAt, now, isPregnant = false } = ground;
  const day = vnDayOf(collectedAt ?? now.toISOString());
  const { gender, birthDate } = patient;
  return {
    sex: gender === 'male' || gender === 'female' ? gender : undefined,
    age: birthDate === undefined ? undefined : ageOn(birthDate, day),
    days: birthDate?.length === 10 ? (Date.parse(day) - Date.parse(birthDate)) / 86_400_000 : undefined,
    isPregnant,
  };
}

const interpretations: Readonly<Record<string, string>> = {
  LL: 'Thấp đến mức báo động',
  L: 'Thấp',
  N: 'Trong khoảng tham chiếu',
  H: 'Cao',
  HH: 'Cao đến mức báo động',
  A: 'Bất thường',
  AA: 'Bất thường đến mức báo động',
};

const interpretation = (code: string) => [
  { coding: [{ system: INTERPRETATION, code }], text: interpretations[code] ?? code },
];

/** The flag that this house gave a result, not the machine. @source none: where `reading` and `wordReading` put it */
export const ownFlag = ({ interpretation: given = [] }: Observation): string | undefined =>
  given.flatMap(({ coding = [] }) => coding).find(({ system }) => system === INTERPRETATION)?.code;

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
  const critical = criticalValue(valueQuantity, indicator, person);
  const code = critical === undefined ? flag : critical === 'low' ? 'LL' : 'HH';
  return {
    valueQuantity,
    ...(interval === undefined ? {} : { referenceRange: [shownRange(interval, indicator)] }),
    ...(code === undefined ? {} : { interpretation: interpretation(code) }),
  };
}

const WORD = codeSystems.labWord;

/**
 * A result in words, with the word that is expected and the flag that follows.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows the result and what is expected (secondary)
 */
export function wordReading(word: ResultWord, { words = [] }: LabIndicator): Partial<Observation> {
  const expected = words.find(({ flag }) => flag === 'N')?.text;
  return {
    valueCodeableConcept: { coding: [{ system: WORD, code: word.code, display: word.text }], text: word.text },
    ...(expected === undefined ? {} : { referenceRange: [{ text: expected }] }),
    ...(word.flag === undefined ? {} : { interpretation: interpretation(word.flag) }),
  };
}

const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
const unmeasured: Partial<Observation> = {
  status: 'cancelled',
  dataAbsentReason: { coding: [{ system: ABSENT, code: 'error' }], text: 'Không đo được' },
};

/**
 * What a number, a word, or neither says about this person; neither: it could not be measured.
 *
 * @throws laboratory.unitMismatch
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows the result of every test that was ordered (secondary)
 */
export function readingOf(
  told: { readonly indicator: LabIndicator; readonly quantity?: Quantity; readonly word?: ResultWord },
  ground: ResultGround,
): Partial<Observation> {
  if (told.word !== undefined) return wordReading(told.word, told.indicator);
  return told.quantity === undefined ? unmeasured : reading(told.quantity, told.indicator, personOf(ground));
}

/** Only for who treats: HL7 labels what others must not see. */
const security = (indicator: LabIndicator): Partial<Observation> =>
  indicator.sensitive === undefined
    ? {}
    : {
        meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: indicator.sensitive }] },
      };

/** One place in the record for each indicator of an order: a result told again replaces itself and nothing else. */
export const resultId = (order: ServiceRequest, indicator: Pick<LabIndicator, 'code'>): string =>
  `${order.id}.${indicator.code.replace('#', '-abs').replace('%', '-pct')}`;

/** A site's own row may have no LOINC code, or a code without its name. */
const loincOf = ({ loinc: code, loincName: display }: LabIndicator) =>
  code === '' ? [] : [{ system: codeSystems.loinc, code, ...(display === '' ? {} : { display }) }];

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
    ...security(indicator),
    id: resultId(order, indicator),
    identifier: [{ system: identifierSystems.labResult, value: `${orderNumber}/${indicator.code}` }],
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    status: 'preliminary',
    category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }] }],
    code: {
      coding: [
        { system: codeSystems.labIndicator, code: indicator.code, display: indicator.name },
        ...loincOf(indicator),
      ],
      text: indicator.name,
    },
    subject: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    ...(effective === undefined ? {} : { effectiveDateTime: effective }),
    ...(specimen === undefined ? {} : { specimen }),
  };
}
