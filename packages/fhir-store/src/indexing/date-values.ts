import { rangeOf } from './date-memory.ts';
import type { Range } from './resource-rows.ts';
import { listOf, nodeOf, textOf } from './values.ts';

const EVER: Range = { low: '-infinity', high: 'infinity' };

/**
 * The moments a value covers; an open end of a period is infinite. Undefined when nothing is said.
 *
 * @source FHIR R4 4.0.1, search.html#date (verified)
 */
export function datesOf(type: string, value: unknown, zone: string): Range | undefined {
  switch (type) {
    case 'Period':
      return periodRange(value, zone);
    case 'Timing':
      return timingRange(value, zone);
    default: {
      const text = textOf(value);
      return text === undefined ? undefined : rangeOf(text, zone);
    }
  }
}

function periodRange(value: unknown, zone: string): Range | undefined {
  const { start, end } = nodeOf(value);
  const low = textOf(start) && rangeOf(String(start), zone)?.low;
  const high = textOf(end) && rangeOf(String(end), zone)?.high;
  if (!low && !high) return undefined;
  return { low: low || EVER.low, high: high || EVER.high };
}

/** From the first to the last event, or the bounds of the repetition. */
function timingRange(value: unknown, zone: string): Range | undefined {
  const node = nodeOf(value);
  const events = listOf(node.event).flatMap((event) => (textOf(event) && rangeOf(String(event), zone)) || []);
  if (events.length === 0) return periodRange(nodeOf(node.repeat).boundsPeriod, zone);
  const lows = events.map(({ low }) => low).sort();
  const highs = events.map(({ high }) => high).sort();
  return { low: lows[0] ?? EVER.low, high: highs.at(-1) ?? EVER.high };
}
