import { kindOf } from '../catalogs/culture-services.ts';
import type { Worksheet } from './worksheet.ts';

export const cultureStates = ['to-receive', 'incubating', 'positive', 'to-release', 'released'] as const;
export type CultureState = (typeof cultureStates)[number];

/**
 * Where a culture stands: plates to be read, something grows, ready for the doctor, told for good.
 *
 * @param day  days since it came
 * @source none: own order of work; how long a culture is kept stands in the catalog
 */
export function cultureState(sheet: Worksheet, day: number): CultureState {
  const last = sheet.readings.toSorted((a, b) => a.day - b.day).at(-1);
  const isFinal = sheet.releases.some(({ stage }) => stage !== 'preliminary');
  if (isFinal && !sheet.isChanged) return 'released';
  if (isFinal) return 'to-release';
  const isGrowing = sheet.isolates.length > 0 || last?.state === 'growth';
  const isWorked = sheet.isolates.length > 0 && sheet.isolates.every(({ results }) => results.length > 0);
  if (isWorked || last?.state === 'contaminated') return 'to-release';
  if (isGrowing) return 'positive';
  const days = kindOf(sheet.kind)?.days ?? 0;
  return last !== undefined && last.day >= days && day >= days ? 'to-release' : 'incubating';
}
