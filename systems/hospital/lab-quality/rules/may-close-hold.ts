import type { DetectedIssue } from 'fhir/r4';
import type { JudgedPoint } from './control-point.ts';
import { pointsOf, reasonOf } from './lab-hold.ts';

const isGood = ({ state }: JudgedPoint): boolean => state === 'accepted' || state === 'warning';

/**
 * Levels that failed and have no good measurement since: while there is one, a failed control is not corrected.
 *
 * @param points  of the held instrument and indicator, any order; the failed ones among them
 * @returns levels still to be measured; empty: it may be closed
 * @source TT 01/2013/TT-BYT, internal quality control: corrected and controlled again before release (secondary)
 */
export function levelsStillOut(hold: DetectedIssue, points: readonly JudgedPoint[]): string[] {
  if (reasonOf(hold) !== 'qc-failed') return [];
  const failed = new Set(pointsOf(hold));
  const bad = points.filter(({ id }) => failed.has(id));
  const levels = [...new Set(bad.map(({ level }) => level))].toSorted();
  const newest = (some: readonly JudgedPoint[]): number => Math.max(...some.map(({ at }) => Date.parse(at)));
  return levels.filter((level) => {
    const last = newest(bad.filter((one) => one.level === level));
    const since = points.filter((one) => one.level === level && !one.isParallel && Date.parse(one.at) > last);
    return !since.some(isGood);
  });
}
