import { codeSystems } from '@lienmach/core';
import type { Observation } from 'fhir/r4';

const unreal: ReadonlySet<Observation['status']> = new Set(['entered-in-error', 'cancelled', 'registered']);

/**
 * What names an indicator: LOINC, by which other laboratories name it too; else the first coding with system and code;
 * without one, its words.
 */
export function indicatorKey({ code }: Pick<Observation, 'code'>): string {
  const named = code.coding?.filter((one) => one.system !== undefined && one.code !== undefined) ?? [];
  const coding = named.find(({ system }) => system === codeSystems.loinc) ?? named[0];
  return coding === undefined ? (code.text ?? '') : `${coding.system}|${coding.code}`;
}

/**
 * The newest result of each indicator, from results that come newest first; what was written by mistake or holds no result
 * yet is passed over, so that the value before it is shown.
 *
 * @param into  what was found on pages before
 * @source none: what "the last value" of a chart is; FHIR R4 Observation.status (verified)
 */
export function newestPerCode(
  results: readonly Observation[],
  into: ReadonlyMap<string, Observation> = new Map(),
): Map<string, Observation> {
  const newest = new Map(into);
  for (const result of results) {
    const key = indicatorKey(result);
    if (!unreal.has(result.status) && !newest.has(key)) newest.set(key, result);
  }
  return newest;
}
