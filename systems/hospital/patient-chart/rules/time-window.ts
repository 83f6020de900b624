/** How far back the timeline looks; `all`: to the oldest thing that is loaded. */
export const ranges = ['6m', '1y', '3y', 'all'] as const;
export type Range = (typeof ranges)[number];

const months: Readonly<Record<Range, number>> = { '6m': 6, '1y': 12, '3y': 36, all: 0 };

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
/** Viet Nam has no summer time */
const ZONE = 7 * 3_600_000;

/** midnight in Viet Nam of the first day of a month, counted on from a year's January */
const monthStart = (year: number, month: number): number => Date.UTC(year, month, 1) - ZONE;

/**
 * The stretch of time that is drawn: a little room at both ends, so that today and the first event do not stand on the edge.
 *
 * @source none: drawing only
 */
export function timeWindow(range: Range, now: Date, oldest: string | undefined): TimeWindow {
  const local = new Date(now.getTime() + ZONE);
  const back = monthStart(local.getUTCFullYear(), local.getUTCMonth() - months[range]);
  const first = oldest === undefined ? now.getTime() - 365 * DAY : Date.parse(oldest);
  const from = range === 'all' ? Math.min(first, now.getTime() - 30 * DAY) : back;
  const room = (now.getTime() - from) * 0.02;
  return { from: from - (range === 'all' ? room : 0), to: now.getTime() + room };
}

/** The next wider or narrower range; the same at the end. */
export function widen(range: Range, by: 1 | -1): Range {
  const at = Math.max(0, Math.min(ranges.length - 1, ranges.indexOf(range) + by));
  return ranges[at] ?? range;
}

/**
 * The narrowest range from the given one on that shows a day.
 *
 * @source none: the timeline follows the event that was chosen
 */
export function rangeFor(at: string, range: Range, now: Date): Range {
  const time = Date.parse(at);
  const fits = (one: Range): boolean => one === 'all' || timeWindow(one, now, undefined).from <= time;
  return ranges.slice(ranges.indexOf(range)).find(fits) ?? 'all';
}

export interface Tick {
  readonly at: number;
  /** set for January: the year; else the month */
  readonly year?: number;
  readonly month: number;
}

/** months between two lines, by the length of what is drawn */
function stepOf(total: number): number {
  const known = [1, 2, 3, 6, 12, 24, 60];
  return known.find((step) => total / step <= 13) ?? 120;
}

/**
 * Lines of the calendar, at most thirteen, always with the Januaries when there are several years.
 *
 * @source none: drawing only
 */
export function ticksOf({ from, to }: TimeWindow): Tick[] {
  const start = new Date(from + ZONE);
  const total = (to - from) / (30.44 * DAY);
  const step = stepOf(total);
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth();
  const ticks: Tick[] = [];
  for (let index = Math.floor(first / step) * step; ticks.length < 40; index += step) {
    const [year, month] = [Math.floor(index / 12), index % 12];
    const at = monthStart(year, month);
    if (at > to) break;
    if (at >= from) ticks.push({ at, month: month + 1, ...(month === 0 ? { year } : {}) });
  }
  return ticks;
}
