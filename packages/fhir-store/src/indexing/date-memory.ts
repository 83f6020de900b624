import { type DateRange, dateRange } from '../search/date-range.ts';

const MOST = 4096;
const remembered = new Map<string, DateRange | undefined>();

/** As `dateRange`, remembering: within a visit the same few moments are written again and again. */
export function rangeOf(text: string, zone: string): DateRange | undefined {
  const key = zone + text;
  let range = remembered.get(key);
  if (range === undefined) {
    range = dateRange(text, zone);
    if (remembered.size >= MOST) remembered.clear();
    remembered.set(key, range);
  }
  return range;
}
