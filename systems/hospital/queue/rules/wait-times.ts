/** fewest visits from which a typical time is told */
const FEWEST = 5;

/** When one visit came, was called for the first time, and ended; milliseconds. */
export interface VisitTimes {
  readonly arrivedAt: number;
  readonly calledAt: number | undefined;
  readonly finishedAt: number | undefined;
}

/** Whole minutes of one step; none with fewer than five visits. */
export interface StepTime {
  readonly count: number;
  readonly median?: number;
  /** nine of ten visits took no longer */
  readonly p90?: number;
}

export interface WaitSteps {
  readonly toCall: StepTime;
  readonly toFinish: StepTime;
  readonly whole: StepTime;
}

/** nearest rank: a time that one visit really took */
const ranked = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0) / 60_000);

function stepOf(spans: readonly (readonly [number | undefined, number | undefined])[]): StepTime {
  const sorted = spans
    .flatMap(([from, to]) => (from === undefined || to === undefined || to < from ? [] : [to - from]))
    .toSorted((a, b) => a - b);
  if (sorted.length < FEWEST) return { count: sorted.length };
  return { count: sorted.length, median: ranked(sorted, 0.5), p90: ranked(sorted, 0.9) };
}

/**
 * Times per step of a day: arrival to first call, first call to the end of the visit, and both together. A visit counts
 * in a step when both its ends are known.
 *
 * @source QĐ 1313/QĐ-BYT (22/4/2013), guidance on the process of outpatient examination, asks hospitals to measure waiting
 * (from memory); median and nine of ten instead of a mean: own choice
 */
export const waitSteps = (visits: readonly VisitTimes[]): WaitSteps => ({
  toCall: stepOf(visits.map(({ arrivedAt, calledAt }) => [arrivedAt, calledAt])),
  toFinish: stepOf(visits.map(({ calledAt, finishedAt }) => [calledAt, finishedAt])),
  whole: stepOf(visits.map(({ arrivedAt, finishedAt }) => [arrivedAt, finishedAt])),
});
