import type { Quantity } from 'fhir/r4';
import type { CriticalLimit, LabIndicator } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';
import { isOfGroup, type Person } from './reference-interval.ts';

/**
 * The limits for this person: those of a group that is not as everybody, else the indicator's own.
 *
 * @source critical limits by age: laboratory practice (from memory)
 */
export const criticalLimit = (indicator: LabIndicator, person: Person): CriticalLimit | undefined =>
  indicator.criticalOf?.find((group) => isOfGroup(group, person)) ?? indicator.critical;

/**
 * Must this result be telephoned to the ward at once?
 *
 * @param result     Observation.valueQuantity; `code` is a UCUM unit, e.g. 'mmol/L'
 * @param indicator  the laboratory's own table (catalogs/lab-indicators.ts), not Observation.referenceRange
 * @param person     a newborn has limits of its own
 * @returns 'low' | 'high', or undefined when not critical; a value equal to a limit is not critical, and of a bound
 *   (`<2.0`, `>1000`) only what lies beyond the limit for certain is
 * @throws laboratory.unitMismatch (422): units are never converted silently
 * @source QĐ 3725/QĐ-BYT (16/08/2017), IT in laboratory management: critical results are notified; article (unsure), limits: laboratory practice (from memory)
 */
export function criticalValue(
  result: Quantity,
  indicator: LabIndicator,
  person: Person = {},
): 'low' | 'high' | undefined {
  const { value, comparator, code } = result;
  const critical = criticalLimit(indicator, person);
  if (value === undefined || critical === undefined) return undefined;
  if (code !== indicator.ucum) {
    throw errors.unitMismatch({
      at: 'Observation.valueQuantity.code',
      name: indicator.name,
      detail: `${code} ≠ ${indicator.ucum}`,
    });
  }
  const { low, high } = critical;
  if (low !== undefined && (value < low || (value === low && comparator === '<')) && !pointsUp(comparator))
    return 'low';
  if (high !== undefined && (value > high || (value === high && comparator === '>')) && !pointsDown(comparator)) {
    return 'high';
  }
  return undefined;
}

const pointsUp = (comparator: string | undefined): boolean => comparator === '>' || comparator === '>=';
const pointsDown = (comparator: string | undefined): boolean => comparator === '<' || comparator === '<=';
