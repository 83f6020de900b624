import type { ElementDefinition } from 'fhir/r4';
import type { ProfileRun } from './profile-run.ts';

/** How many there must be of an element, or of a slice of it. */
export function countCheck(
  { min = 0, max }: ElementDefinition,
  name: string,
): (count: number, run: ProfileRun) => void {
  const most = max === undefined || max === '*' ? Number.POSITIVE_INFINITY : Number(max);
  const property = name.replace(/:.*$/, '');
  return (count, run) => {
    if (count < min) run.report('tooFewItems', { min, name, count }, property);
    if (count > most) run.report('tooManyItems', { max, name, count }, property);
  };
}
