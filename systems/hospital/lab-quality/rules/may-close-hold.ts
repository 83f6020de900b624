import type { DetectedIssue } from 'fhir/r4';
import type { JudgedPoint } from './control-point.ts';
import { pointsOf, reasonOf } from './lab-hold.ts';
import type { WestgardRule } from './westgard.ts';

const isGood = ({ state }: JudgedPoint): boolean => state === 'accepted' || state === 'warning';

/** Rules that say the whole method has shifted: one good control does not show that it came back. */
const shifts: Readonly<Partial<Record<WestgardRule, number>>> = { '4-1s': 1, '10-x': 0 };
const LEAST_AFTER_SHIFT = 2;

/**
 * Is what the failed control of a level said still so?
 *
 * @param bad    the newest failed one
 * @param since  of its level and measured after it, newest first
 */
function isStillOut(bad: JudgedPoint, since: readonly JudgedPoint[]): boolean {
  const good = since.filter(isGood);
  const limits = bad.rules.flatMap((rule) => shifts[rule] ?? []);
  const [newest] = good;
  // a corrective action begins a new series: alone in it, a control beyond 2 SD is a warning only, and shows nothing
  if (newest?.state !== 'accepted') return true;
  if (limits.length === 0) return false;
  if (good.length < LEAST_AFTER_SHIFT) return true;
  const side = Math.sign(bad.z ?? 0);
  return (newest.z ?? 0) * side > Math.min(...limits);
}

/**
 * Levels that failed and are not shown to be good again. After 1-3s, 2-2s and R-4s one measurement within 2 SD shows it, no
 * later one beyond. After 4-1s and 10-x the method had shifted: two good ones are needed, the newer one no longer beyond 1 SD (4-1s), or no longer beyond
 * the mean (10-x), on the side of the shift.
 *
 * @param points  of the held instrument and indicator, any order; the failed ones among them
 * @returns levels still to be measured; empty: it may be closed
 * @source TT 01/2013/TT-BYT, internal quality control: corrected and controlled again before release (secondary); 4-1s and 10-x tell systematic error, Westgard 1981 (secondary); how many show that it is gone: our own choice
 */
export function levelsStillOut(hold: DetectedIssue, points: readonly JudgedPoint[]): string[] {
  if (reasonOf(hold) !== 'qc-failed') return [];
  const failed = new Set(pointsOf(hold));
  const byTime = points.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const bad = byTime.filter(({ id }) => failed.has(id));
  const levels = [...new Set(bad.map(({ level }) => level))].toSorted();
  return levels.filter((level) => {
    const newest = bad.find((one) => one.level === level);
    if (newest === undefined) return false;
    const isAfter = (one: JudgedPoint): boolean =>
      one.level === level && !one.isParallel && Date.parse(one.at) > Date.parse(newest.at);
    return isStillOut(newest, byTime.filter(isAfter));
  });
}
