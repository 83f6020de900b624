import type { Observation } from 'fhir/r4';
import { usualTrends } from './chart-sections.ts';
import { hasCode } from './measured-value.ts';

/** The indicator that the timeline draws, and its results. */
export interface DrawnTrend {
  /** without the method in brackets */
  readonly name: string;
  readonly results: readonly Observation[];
}

/**
 * One indicator of those that came: the usual ones in their order, else the newest.
 *
 * @source none: HbA1c before glucose is ours
 */
export function drawnTrend(trend: readonly Observation[]): DrawnTrend {
  const code = usualTrends.find((one) => trend.some((result) => hasCode(result.code, one)));
  const name = trend[0]?.code.text;
  const results = trend.filter((one) => (code === undefined ? one.code.text === name : hasCode(one.code, code)));
  return { name: (results[0]?.code.text ?? '').replace(/ \(.*$/, ''), results };
}
