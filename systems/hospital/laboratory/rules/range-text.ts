import type { ObservationReferenceRange } from 'fhir/r4';

const comma = (value: number): string => String(value).replace('.', ',');

/** A reference interval as a report writes it. @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows the interval (secondary) */
export function rangeText(range: ObservationReferenceRange | undefined): string | undefined {
  const [low, high] = [range?.low?.value, range?.high?.value];
  if (low !== undefined && high !== undefined) return `${comma(low)} – ${comma(high)}`;
  if (high !== undefined) return `≤ ${comma(high)}`;
  if (low !== undefined) return `≥ ${comma(low)}`;
  return range?.text;
}
