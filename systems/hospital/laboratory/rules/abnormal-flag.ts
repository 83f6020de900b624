import type { Quantity } from 'fhir/r4';
import type { LabIndicator, ReferenceInterval } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';

export type AbnormalFlag = 'L' | 'N' | 'H';

/**
 * Is this value below, inside or above its reference interval? Bounds belong to the interval.
 *
 * A comparator counts only where it decides: `<4` is low when the interval begins at 4, `>4` says nothing about low.
 *
 * @param result    Observation.valueQuantity; `code` is a UCUM unit
 * @param interval  of this person, from `referenceInterval`
 * @returns undefined where nothing can be said: no interval, no number, a comparator that leaves it open
 * @throws laboratory.unitMismatch (422): units are never converted silently
 * @source HL7 table 0078, interpretation codes L, N, H (verified); inclusive bounds: laboratory practice (from memory)
 */
export function abnormalFlag(
  result: Quantity,
  interval: ReferenceInterval | undefined,
  indicator: LabIndicator,
): AbnormalFlag | undefined {
  const { value, comparator, code } = result;
  if (code !== indicator.ucum) {
    throw errors.unitMismatch({
      at: 'Observation.valueQuantity.code',
      name: indicator.name,
      detail: `${code} ≠ ${indicator.ucum}`,
    });
  }
  if (value === undefined || interval === undefined) return undefined;
  if (comparator !== undefined) return flagOfBound(value, comparator, interval);
  if (interval.low !== undefined && value < interval.low) return 'L';
  if (interval.high !== undefined && value > interval.high) return 'H';
  return 'N';
}

function flagOfBound(value: number, comparator: string, { low, high }: ReferenceInterval): AbnormalFlag | undefined {
  if (comparator === '<' && low !== undefined && value <= low) return 'L';
  if (comparator === '<=' && low !== undefined && value < low) return 'L';
  if (comparator === '>' && high !== undefined && value >= high) return 'H';
  if (comparator === '>=' && high !== undefined && value > high) return 'H';
  return undefined;
}
