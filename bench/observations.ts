import { codeSystems } from '@lienmach/core';
import type { CodeableConcept, Observation, Quantity, Reference } from 'fhir/r4';
import type { LabTest, Named, VitalSign } from './clinic-words.ts';
import type { Random } from './random.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem';

export const coded = (system: string, { code, display }: Named): CodeableConcept => ({
  coding: [{ system, code, display }],
  text: display,
});

const category = (code: string): CodeableConcept[] => [
  { coding: [{ system: `${terminology}/observation-category`, code }] },
];

const measured = (value: number, unit: string): Quantity => ({ value, unit, system: codeSystems.ucum, code: unit });
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Of whom, in which visit, by whom, when. */
export interface Occasion {
  readonly subject: Reference;
  readonly encounter?: Reference;
  readonly performer: Reference;
  readonly at: string;
}

const baseOf = ({ subject, encounter, performer, at }: Occasion) => ({
  resourceType: 'Observation' as const,
  status: 'final' as const,
  subject,
  ...(encounter ? { encounter } : {}),
  performer: [performer],
  effectiveDateTime: at,
  issued: at,
});

export function bloodPressure(random: Random, occasion: Occasion): Observation {
  const part = (code: string, display: string, low: number, high: number) => ({
    code: coded(codeSystems.loinc, { code, display }),
    valueQuantity: measured(random.whole(low, high), 'mm[Hg]'),
  });
  return {
    ...baseOf(occasion),
    category: category('vital-signs'),
    code: coded(codeSystems.loinc, { code: '85354-9', display: 'Huyết áp' }),
    component: [part('8480-6', 'Tâm thu', 95, 180), part('8462-4', 'Tâm trương', 55, 110)],
  };
}

export function vitalSign(random: Random, occasion: Occasion, sign: VitalSign): Observation {
  return {
    ...baseOf(occasion),
    category: category('vital-signs'),
    code: coded(codeSystems.loinc, sign),
    valueQuantity: measured(random.whole(sign.low, sign.high) / sign.step, sign.unit),
  };
}

export function labResult(random: Random, occasion: Occasion, test: LabTest): Observation {
  const { low, high, unit } = test;
  const value = tenth(low + random.next() * (high - low));
  const [least, most] = [tenth(low * 1.2), tenth(high * 0.7)];
  return {
    ...baseOf(occasion),
    category: category('laboratory'),
    code: coded(codeSystems.loinc, test),
    valueQuantity: measured(value, unit),
    referenceRange: [{ low: measured(least, unit), high: measured(most, unit) }],
    interpretation: [
      { coding: [{ system: `${terminology}/v3-ObservationInterpretation`, code: value > most ? 'H' : 'N' }] },
    ],
  };
}
