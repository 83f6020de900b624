import { decimalText, parseDecimal } from '@lienmach/core';
import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors, notices } from '../errors.ts';
import { type Measured, type VitalName, type VitalSign, vitalNames, vitalSigns } from './vital-signs.ts';

const hundredths = (limit: number): bigint => BigInt(Math.round(limit * 100));

/**
 * @throws core.notADecimal, core.tooPrecise (more than 2 places)
 * @source two places are our own choice (unsure)
 */
export function readMeasured(input: Partial<Record<VitalName, unknown>>): Measured {
  const measured: Measured = {};
  for (const name of vitalNames) {
    const value = input[name];
    if (value !== undefined) measured[name] = parseDecimal(value, 2, name);
  }
  return measured;
}

/** `H`, `L`, or nothing to say; alerts are for adults only. A value equal to a limit is inside. */
export function interpretation(name: VitalName, value: bigint, isAdult: boolean): 'H' | 'L' | undefined {
  const sign: VitalSign = vitalSigns[name];
  if (!isAdult || sign.alert === undefined) return undefined;
  if (value < hundredths(sign.alert[0])) return 'L';
  return value > hundredths(sign.alert[1]) ? 'H' : undefined;
}

function oneIssue(name: VitalName, value: bigint, isAdult: boolean): OperationOutcomeIssue[] {
  const sign: VitalSign = vitalSigns[name];
  const said = { at: name, name: sign.vi, value: decimalText(value, 2).replace('.', ','), unit: sign.unit };
  const [low, high] = sign.plausible;
  if (value < hundredths(low) || value > hundredths(high)) return [errors.implausibleVital.issue(said)];
  const flag = interpretation(name, value, isAdult);
  if (flag === undefined) return [];
  return [flag === 'H' ? notices.vitalHigh.issue(said) : notices.vitalLow.issue(said)];
}

/**
 * All that is wrong or alarming in one set of vital signs: errors stop the recording (a slip of the pen must not
 * reach a dose by weight), warnings go to the doctor.
 *
 * @param measured  hundredths of each sign's unit
 * @source limits are our own choice after common clinical practice (unsure)
 */
export function checkVitals(measured: Measured, isAdult: boolean): OperationOutcomeIssue[] {
  const given = vitalNames.filter((name) => measured[name] !== undefined);
  if (given.length === 0) return [errors.nothingMeasured.issue({ at: 'Parameters.parameter' })];
  const { systolic, diastolic } = measured;
  const pressure =
    (systolic === undefined) !== (diastolic === undefined)
      ? [errors.pressureIncomplete.issue({ at: ['systolic', 'diastolic'] })]
      : systolic !== undefined && diastolic !== undefined && systolic <= diastolic
        ? [errors.pressureReversed.issue({ at: ['systolic', 'diastolic'] })]
        : [];
  return [...given.flatMap((name) => oneIssue(name, measured[name] ?? 0n, isAdult)), ...pressure];
}
