import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Observation, Reference } from 'fhir/r4';

export const EXTERNAL_QUALITY = 'external-quality';
export type Conclusion = 'satisfactory' | 'questionable' | 'unsatisfactory';

/** One sample of a round of external quality control, as it was measured here. */
export interface ExternalResult {
  readonly programme: string;
  readonly round: string;
  readonly sample: string;
  readonly instrument: string;
  readonly indicator: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** when it was sent to the organiser, as it stands in the record */
  readonly sentAt: string;
}

/**
 * Distance from the assigned value in standard deviations for proficiency assessment, to a hundredth, as organisers report it.
 *
 * @source ISO 13528:2022, 9.4 z scores (from memory)
 */
export const externalScore = (value: number, assigned: number, sd: number): number =>
  Math.round(((value - assigned) / sd) * 100) / 100;

/**
 * Within 2 it is satisfactory, beyond 2 and below 3 it needs a look, from 3 on something has to be done.
 *
 * @source ISO 13528:2022, 9.4: |z| ≤ 2.0 acceptable, 2.0 < |z| < 3.0 warning signal, |z| ≥ 3.0 action signal (from memory)
 */
export function conclusionOf(z: number): Conclusion {
  if (Math.abs(z) <= 2) return 'satisfactory';
  return Math.abs(z) < 3 ? 'questionable' : 'unsatisfactory';
}

/** @source none: shape of the record */
export const externalObservation = (id: string, result: ExternalResult, performer: Reference): Observation => ({
  resourceType: 'Observation',
  id,
  identifier: [
    {
      system: identifierSystems.externalRound,
      value: [result.programme, result.round, result.sample, result.indicator].join('^'),
    },
  ],
  // not preliminary: what is preliminary is a patient's result that somebody has to telephone and verify
  status: 'registered',
  category: [{ coding: [{ system: codeSystems.labObservationKind, code: EXTERNAL_QUALITY }] }],
  code: { coding: [{ system: codeSystems.labIndicator, code: result.indicator, display: result.name }] },
  effectiveDateTime: result.sentAt,
  performer: [performer],
  device: { identifier: { system: identifierSystems.instrument, value: result.instrument } },
  valueQuantity: { value: result.value, unit: result.unit },
});

/** @source none: reads the record */
export const isExternal = ({ category = [] }: Observation): boolean =>
  category.some(({ coding = [] }) =>
    coding.some(({ system, code }) => system === codeSystems.labObservationKind && code === EXTERNAL_QUALITY),
  );

export interface Assessment {
  readonly assigned: number;
  readonly sd: number;
  /** acceptable limits of the organiser, inclusive */
  readonly low?: number;
  readonly high?: number;
  readonly action?: string;
}

const component = (text: string, value: number, unit?: string) => ({
  code: { text },
  valueQuantity: { value, ...(unit === undefined ? {} : { unit }) },
});

/**
 * What a result of a round is: beyond the organiser's acceptable limits nothing else counts, else its distance.
 *
 * @source ISO 13528:2022, 9.4 (from memory); acceptable limits go before z: our own choice, as organisers with fixed limits score
 */
export function assessed(value: number, { assigned, sd, low, high }: Assessment): Conclusion {
  const isOutside = (low !== undefined && value < low) || (high !== undefined && value > high);
  return isOutside ? 'unsatisfactory' : conclusionOf(externalScore(value, assigned, sd));
}

const bound = (value: number | undefined, unit: string | undefined) =>
  value === undefined ? undefined : { value, ...(unit === undefined ? {} : { unit }) };

function acceptable(low: number | undefined, high: number | undefined, unit: string | undefined) {
  if (low === undefined && high === undefined) return {};
  const range = { low: bound(low, unit), high: bound(high, unit) };
  return {
    referenceRange: [
      {
        ...(range.low === undefined ? {} : { low: range.low }),
        ...(range.high === undefined ? {} : { high: range.high }),
      },
    ],
  };
}

/** The organiser's answer with what follows from it. @source none: shape of the record */
export function withAssessment(observation: Observation, assessment: Assessment): Observation {
  const { assigned, sd, low, high, action } = assessment;
  const z = externalScore(observation.valueQuantity?.value ?? 0, assigned, sd);
  const unit = observation.valueQuantity?.unit;
  return {
    ...observation,
    status: 'final',
    interpretation: [
      {
        coding: [
          { system: codeSystems.controlJudgement, code: assessed(observation.valueQuantity?.value ?? 0, assessment) },
        ],
      },
    ],
    ...acceptable(low, high, unit),
    component: [component('assigned', assigned, unit), component('sdpa', sd, unit), component('z', z)],
    ...(action === undefined ? {} : { note: [{ text: action }] }),
  };
}
