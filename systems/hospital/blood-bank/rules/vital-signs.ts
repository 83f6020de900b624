import { codeSystems } from '@lienmach/core';
import type { FhirError } from '@lienmach/outcome';
import type { Observation, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';

interface Sign {
  readonly name: string;
  readonly loinc: string;
  readonly text: string;
  readonly unit: string;
  readonly code: string;
  /** what an arm can show; beyond it somebody mistyped */
  readonly possible: readonly [number, number];
}

/** @source LOINC, vital signs as the FHIR profile of vital signs names them (verified); ranges: own choice against mistyping */
const signs: readonly Sign[] = [
  { name: 'temperature', loinc: '8310-5', text: 'Nhiệt độ', unit: '°C', code: 'Cel', possible: [30, 44] },
  { name: 'pulse', loinc: '8867-4', text: 'Mạch', unit: 'lần/phút', code: '/min', possible: [20, 300] },
  { name: 'systolic', loinc: '8480-6', text: 'Huyết áp tâm thu', unit: 'mmHg', code: 'mm[Hg]', possible: [30, 300] },
  {
    name: 'diastolic',
    loinc: '8462-4',
    text: 'Huyết áp tâm trương',
    unit: 'mmHg',
    code: 'mm[Hg]',
    possible: [10, 200],
  },
  { name: 'respiration', loinc: '9279-1', text: 'Nhịp thở', unit: 'lần/phút', code: '/min', possible: [4, 120] },
  { name: 'saturation', loinc: '59408-5', text: 'SpO₂', unit: '%', code: '%', possible: [30, 100] },
];

export const signNames = signs.map(({ name }) => name);

export type VitalSigns = Readonly<Record<string, number | string | undefined>>;

const given = (typed: VitalSigns): (readonly [Sign, number])[] =>
  signs.flatMap((sign) => {
    const value = typed[sign.name];
    return typeof value === 'number' ? [[sign, value] as const] : [];
  });

/** Nothing typed, or something that cannot be. @source none: own choice */
export function signObstacles(typed: VitalSigns): FhirError[] {
  const all = given(typed);
  if (all.length === 0) return [errors.nothingObserved({ at: 'Parameters' })];
  return all
    .filter(([{ possible }, value]) => value < possible[0] || value > possible[1])
    .map(([{ name, text }, value]) => errors.outOfRange({ at: name, name: text, value: String(value) }));
}

/** @source LOINC 85353-1, vital signs panel (secondary); HL7 FHIR R4 4.0.1, Observation.partOf (verified) */
export const signsResource = (
  typed: VitalSigns,
  about: {
    readonly procedure: string;
    readonly patient: Reference;
    readonly encounter: Reference | undefined;
    readonly by: Reference;
    readonly at: string;
    readonly note: string | undefined;
  },
): Observation => ({
  resourceType: 'Observation',
  meta: { tag: [{ system: codeSystems.bloodBank, code: 'vital-signs' }] },
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: codeSystems.loinc, code: '85353-1' }], text: 'Dấu hiệu sinh tồn khi truyền máu' },
  subject: about.patient,
  ...(about.encounter === undefined ? {} : { encounter: about.encounter }),
  partOf: [{ reference: about.procedure }],
  effectiveDateTime: about.at,
  issued: about.at,
  performer: [about.by],
  component: given(typed).map(([{ loinc, text, unit, code }, value]) => ({
    code: { coding: [{ system: codeSystems.loinc, code: loinc }], text },
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code },
  })),
  ...(about.note === undefined ? {} : { note: [{ text: about.note }] }),
});
