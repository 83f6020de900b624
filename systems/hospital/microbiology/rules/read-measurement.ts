export type Method = 'mic' | 'disk';

/** What was read: a concentration (µg/mL) or the diameter of a zone (mm). */
export interface Measurement {
  readonly method: Method;
  readonly value: number;
  readonly comparator?: '<=' | '<' | '>=' | '>';
}

/** of the disc itself: no zone is written as this */
const NO_ZONE = 6;
const WIDEST_ZONE = 60;
const LEAST_MIC = 0.001;
const MOST_MIC = 2048;

/**
 * `0,5` `<=0.25` `≤0,25` `>32` `16/4` (the first part counts) as a concentration, `22` as a diameter; `22mm` is a
 * diameter whatever the method of the sheet.
 *
 * @returns undefined when it is no measurement: zones are whole, 6 to 60 mm, without a sign
 * @source CLSI M02 and M07, how zones and dilutions are recorded (secondary)
 */
export function readMeasurement(typed: string, method: Method): Measurement | undefined {
  const clean = typed.trim().replace('≤', '<=').replace('≥', '>=').replaceAll(',', '.').replaceAll(' ', '');
  const found = /^(<=|>=|<|>)?(\d+(?:\.\d+)?)(?:\/\d+(?:\.\d+)?)?(mm)?$/i.exec(clean);
  if (found === null) return undefined;
  const [, sign, digits, unit] = found;
  const value = Number(digits);
  if (unit !== undefined || method === 'disk') {
    const isZone = sign === undefined && Number.isInteger(value) && value >= NO_ZONE && value <= WIDEST_ZONE;
    return isZone && !clean.includes('/') ? { method: 'disk', value } : undefined;
  }
  if (value < LEAST_MIC || value > MOST_MIC) return undefined;
  if (sign === '<=' || sign === '<' || sign === '>=' || sign === '>') {
    return { method: 'mic', value, comparator: sign };
  }
  return { method: 'mic', value };
}

/** As people write it: `≤0,25`, `22`. @source none: how a number is shown */
export const measurementText = ({ value, comparator }: Measurement): string =>
  `${(comparator ?? '').replace('<=', '≤').replace('>=', '≥')}${String(value).replace('.', ',')}`;
