import { codeSystems, decimalNumber, divideHalfUp, vnBloodPressure, vnVitalSigns } from '@lienmach/core';
import type { CodeableConcept, Observation, Quantity, Reference } from 'fhir/r4';
import { interpretation } from './check-vitals.ts';
import { type Measured, type VitalName, vitalNames, vitalSigns } from './vital-signs.ts';

/** Whose signs, in which visit, by whom and when (FHIR dateTime). */
export interface VitalContext {
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly performer: Reference;
  readonly measuredAt: string;
  readonly isAdult: boolean;
}

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

const quantity = (hundredths: bigint, unit: string, ucum: string): Quantity => ({
  value: decimalNumber(hundredths, 2),
  unit,
  system: codeSystems.ucum,
  code: ucum,
});

const coded = (name: VitalName): CodeableConcept => ({
  coding: [{ system: codeSystems.loinc, code: vitalSigns[name].loinc, display: vitalSigns[name].display }],
  text: vitalSigns[name].vi,
});

function flagged(name: VitalName, value: bigint, isAdult: boolean): Pick<Observation, 'interpretation'> {
  const code = interpretation(name, value, isAdult);
  return code === undefined ? {} : { interpretation: [{ coding: [{ system: INTERPRETATION, code }] }] };
}

const frame = (context: VitalContext, profile: string, code: CodeableConcept): Observation => ({
  resourceType: 'Observation',
  meta: { profile: [profile] },
  status: 'final',
  category: [{ coding: [{ system: CATEGORY, code: 'vital-signs' }] }],
  code,
  subject: context.patient,
  encounter: context.encounter,
  effectiveDateTime: context.measuredAt,
  performer: [context.performer],
});

const read = (measured: Measured, name: VitalName, isAdult: boolean) => {
  const value = measured[name] ?? 0n;
  const { unit, ucum } = vitalSigns[name];
  return { code: coded(name), valueQuantity: quantity(value, unit, ucum), ...flagged(name, value, isAdult) };
};

function bloodPressure(measured: Measured, context: VitalContext): Observation[] {
  if (measured.systolic === undefined || measured.diastolic === undefined) return [];
  const panel = {
    system: codeSystems.loinc,
    code: '85354-9',
    display: 'Blood pressure panel with all children optional',
  };
  return [
    {
      ...frame(context, vnBloodPressure.url, { coding: [panel], text: 'Huyết áp' }),
      component: [read(measured, 'systolic', context.isAdult), read(measured, 'diastolic', context.isAdult)],
    },
  ];
}

/** Weight in hundredths of kg, height in hundredths of cm: index in tenths, half up, shown as hundredths. */
function bodyMassIndex(measured: Measured, context: VitalContext): Observation[] {
  const { weight, height } = measured;
  if (weight === undefined || height === undefined) return [];
  const tenths = divideHalfUp(weight * 10_000_000n, height * height);
  const code = { system: codeSystems.loinc, code: '39156-5', display: 'Body mass index (BMI) [Ratio]' };
  return [
    {
      ...frame(context, vnVitalSigns.url, { coding: [code], text: 'Chỉ số khối cơ thể' }),
      valueQuantity: quantity(tenths * 10n, 'kg/m²', 'kg/m2'),
    },
  ];
}

/**
 * One Observation for each sign, blood pressure as one with two components, the body mass index computed.
 *
 * @source FHIR R4 vital signs profile; VN Core 0.6.0 vn-core-observation-vital-signs, -blood-pressure (verified)
 */
export function vitalObservations(measured: Measured, context: VitalContext): Observation[] {
  const single = vitalNames.filter(
    (name) => name !== 'systolic' && name !== 'diastolic' && measured[name] !== undefined,
  );
  return [
    ...bloodPressure(measured, context),
    ...single.map((name) => {
      const { code, ...rest } = read(measured, name, context.isAdult);
      return { ...frame(context, vnVitalSigns.url, code), ...rest };
    }),
    ...bodyMassIndex(measured, context),
  ];
}
