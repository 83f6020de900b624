import type { CodeableConcept, DiagnosticReport, Observation, ServiceRequest } from 'fhir/r4';
import { indicatorCodeOf } from './lab-result.ts';

/** @source none: what was written by mistake is nobody's result */
export const withoutMistakes = <R extends { readonly status: string }>(rows: readonly R[]): R[] =>
  rows.filter(({ status }) => status !== 'entered-in-error');

/** Tissue and cells are read in sentences: their own room shows and prints them. @source none: sections SP and CP of HL7 v2 table 0074 */
export const isMeasured = ({ category }: Pick<DiagnosticReport, 'category'>): boolean =>
  category?.some(({ coding }) => coding?.some(({ code }) => code === 'SP' || code === 'CP')) !== true;

/** What a result says in words, when it says no number. @source none: where FHIR keeps words */
export const wordsOf = ({ valueCodeableConcept, valueString }: Observation): string | undefined =>
  valueCodeableConcept?.text ?? valueCodeableConcept?.coding?.[0]?.display ?? valueString;

/**
 * The laboratory that measured, where it was another one.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), 8.21: a report says what was referred (secondary)
 */
export const placeOf = ({ performer }: Pick<DiagnosticReport | ServiceRequest, 'performer'>): string | undefined =>
  performer?.find(({ reference, type }) => type === 'Organization' || reference?.startsWith('Organization/') === true)
    ?.display;

const codeOf = ({ coding }: CodeableConcept): string | undefined => coding?.[0]?.code;

/** shown by its arrow, or by nothing */
const silent: ReadonlySet<string> = new Set(['N', 'H', 'L', 'HH', 'LL']);

/**
 * What the laboratory or its machine says besides high and low: susceptible, resistant, abnormal, a flag of the machine.
 *
 * @source none: shown as it was told
 */
export const remarksOf = ({ interpretation = [] }: Observation): string[] =>
  interpretation.flatMap((one) =>
    silent.has(codeOf(one) ?? '') ? [] : (one.text ?? one.coding?.[0]?.display ?? codeOf(one) ?? []),
  );

/** Only a number that was called normal, and nothing else, may be folded away. @source none: own choice, patient safety */
export const isInRange = ({ valueQuantity, interpretation = [] }: Observation): boolean =>
  valueQuantity?.value !== undefined && interpretation.length > 0 && interpretation.every((one) => codeOf(one) === 'N');

const released: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/**
 * The last released value of each indicator outside a visit.
 *
 * @param results  newest first
 * @source none: own choice; what nobody verified is nothing to compare with
 */
export function previousOf(results: readonly Observation[], encounter: string): ReadonlyMap<string, Observation> {
  const before = new Map<string, Observation>();
  for (const result of results) {
    const code = indicatorCodeOf(result);
    if (code === undefined || result.encounter?.reference === `Encounter/${encounter}`) continue;
    if (released.has(result.status) && !before.has(code)) before.set(code, result);
  }
  return before;
}
