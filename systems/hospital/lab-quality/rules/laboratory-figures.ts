/** One released report with the times the record holds, ISO instants. */
export interface ReportTimes {
  readonly test: string;
  readonly name: string;
  readonly isUrgent: boolean;
  readonly ordered: string | undefined;
  readonly collected: string | undefined;
  readonly issued: string;
  readonly isAmended: boolean;
}

export const TURNAROUND_LIMITS = [30, 60, 120, 240] as const;

/** What a test did in a period; everything adds up over periods. */
export interface TestFigures {
  readonly test: string;
  readonly name: string;
  readonly reports: number;
  readonly urgent: number;
  readonly amended: number;
  /** reports with a time of collection, and their minutes from there to release */
  readonly timed: number;
  readonly minutes: number;
  /** the longest of them */
  readonly longest: number;
  /** reports released within 30, 60, 120, 240 minutes, and later */
  readonly within: readonly number[];
  /** minutes from order to release */
  readonly fromOrder: number;
}

const minutesBetween = (from: string | undefined, to: string): number | undefined => {
  if (from === undefined) return undefined;
  const minutes = Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
  return minutes < 0 ? undefined : minutes;
};

const slotOf = (minutes: number): number => {
  const slot = TURNAROUND_LIMITS.findIndex((limit) => minutes <= limit);
  return slot < 0 ? TURNAROUND_LIMITS.length : slot;
};

const none = (test: string, name: string): TestFigures => ({
  test,
  name,
  reports: 0,
  urgent: 0,
  amended: 0,
  timed: 0,
  minutes: 0,
  longest: 0,
  within: Array(TURNAROUND_LIMITS.length + 1).fill(0),
  fromOrder: 0,
});

function add(figures: TestFigures, report: ReportTimes): TestFigures {
  const minutes = minutesBetween(report.collected, report.issued);
  const slot = minutes === undefined ? -1 : slotOf(minutes);
  return {
    ...figures,
    reports: figures.reports + 1,
    urgent: figures.urgent + Number(report.isUrgent),
    amended: figures.amended + Number(report.isAmended),
    timed: figures.timed + Number(minutes !== undefined),
    minutes: figures.minutes + (minutes ?? 0),
    longest: Math.max(figures.longest, minutes ?? 0),
    within: figures.within.map((count, index) => count + Number(index === slot)),
    fromOrder: figures.fromOrder + (minutesBetween(report.ordered, report.issued) ?? 0),
  };
}

/**
 * Workload and turnaround by test. Turnaround runs from collection to release; a report without a time of collection, or with
 * one after its release, is counted and not timed.
 *
 * @param before  what was counted already; pages of a day add up
 * @source QĐ 2429/QĐ-BYT (12/06/2017), indicators of the laboratory: turnaround, workload (secondary; article unsure); the limits shown are our own choice
 */
export function countReports(
  before: ReadonlyMap<string, TestFigures>,
  reports: readonly ReportTimes[],
): Map<string, TestFigures> {
  const counted = new Map(before);
  for (const report of reports) {
    counted.set(report.test, add(counted.get(report.test) ?? none(report.test, report.name), report));
  }
  return counted;
}
