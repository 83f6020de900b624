import type { Encounter, ServiceRequest } from 'fhir/r4';

const HOUR = 3_600_000;
/** an order is left alone for this long, also when its visit has ended */
export const LEAST_HOURS = 24;
const MOST_HOURS = 7 * 24;

/**
 * Is an order for blood no longer waited for: a week old, or a day old and its visit over? Its sample is too old by then;
 * whoever still needs blood is ordered for anew.
 *
 * @source none: own choice
 */
export function isStaleOrder(
  { authoredOn }: ServiceRequest,
  visit: Encounter['status'] | undefined,
  now: Date,
): boolean {
  const hours = authoredOn === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(authoredOn)) / HOUR;
  if (hours >= MOST_HOURS) return true;
  return hours >= LEAST_HOURS && (visit === 'finished' || visit === 'cancelled');
}
