import { VN_ZONE } from '@lienmach/core';
import { exactNumber, fhirTime, type Hl7Segment } from '@lienmach/exchange';
import type { Observation } from 'fhir/r4';
import { findIndicator, findIndicatorByLoinc, type LabIndicator } from '../catalogs/lab-indicators.ts';
import type { LabTest } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import { personOf, type ResultGround, reading, resultFrame } from '../rules/lab-result.ts';
import { resultQuantity, resultStatus, writtenValue } from './result-value.ts';

const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

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

/** What was measured, its digits as they came, or the word that nothing could be measured. */
function measured(segment: Hl7Segment, indicator: LabIndicator, ground: ResultGround): Partial<Observation> {
  if (resultStatus(segment) === 'cancelled') {
    return { dataAbsentReason: { coding: [{ system: ABSENT, code: 'error' }], text: 'Máy không đo được' } };
  }
  const quantity = resultQuantity(segment, indicator);
  const written = { ...quantity, value: exactNumber(writtenValue(segment).digits) };
  return { ...reading(quantity, indicator, personOf(ground)), valueQuantity: written };
}

/** OBX-18, the machine that measured. */
function deviceOf(segment: Hl7Segment): Partial<Observation> {
  const value = segment.get(18);
  return value === '' ? {} : { device: { type: 'Device', identifier: { value }, display: value } };
}

/**
 * One OBX as a preliminary Observation.
 *
 * @throws every refusal of the parts: unknown indicator, unit, value or status
 */
export const resultObservation = (segment: Hl7Segment, indicator: LabIndicator, ground: ResultGround): Observation => ({
  ...resultFrame(indicator, ground, ground.collectedAt ?? fhirTime(segment.get(14), 'OBX-14', VN_ZONE)),
  status: resultStatus(segment),
  ...deviceOf(segment),
  ...measured(segment, indicator, ground),
});
