import { addDays } from '@lienmach/core';
import { bySaving, type CallLadder, isSameLadder } from './call-ladder.ts';

/** A ladder with the days on which it counts. */
export interface ShownLadder {
  readonly ladder: CallLadder;
  readonly state: 'now' | 'coming' | 'past';
  /** last day, when another one for the same place follows */
  readonly until?: string;
}

const states: readonly ShownLadder['state'][] = ['now', 'coming', 'past'];

/** what is in force first, what was replaced last; the house before its wards; the newest past one first */
const byWeight = (a: ShownLadder, b: ShownLadder): number =>
  states.indexOf(a.state) - states.indexOf(b.state) ||
  (a.ladder.location ?? '').localeCompare(b.ladder.location ?? '') ||
  (a.state === 'past' ? b.ladder.from.localeCompare(a.ladder.from) : a.ladder.from.localeCompare(b.ladder.from));

/**
 * Every ladder of the house and of its wards, as it counts on a day: each ends where the next one of its place begins;
 * of two of one day only the one that was saved later ever counted.
 *
 * @param today  ISO day in Viet Nam
 * @source none: own choice, as `ladderOn` chooses
 */
export function shownLadders(ladders: readonly CallLadder[], today: string): ShownLadder[] {
  const sorted = ladders.toSorted(bySaving);
  const counted = sorted.filter((one, at) => !sorted.slice(at + 1).some((later) => isSameLadder(later, one)));
  return counted
    .map((ladder, at): ShownLadder => {
      const next = counted.slice(at + 1).find(({ location }) => location === ladder.location);
      const until = next === undefined ? undefined : addDays(next.from, -1);
      const isPast = until !== undefined && until < today;
      return {
        ladder,
        state: isPast ? 'past' : ladder.from > today ? 'coming' : 'now',
        ...(until === undefined ? {} : { until }),
      };
    })
    .toSorted(byWeight);
}
