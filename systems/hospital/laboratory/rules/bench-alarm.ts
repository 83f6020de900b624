import type { Task } from 'fhir/r4';
import { placeOf } from './call-ladder.ts';
import { escalation, OVERDUE } from './call-task.ts';

/** What became of the sound: `blocked`: the browser wants a gesture first; `off`: switched off at this workplace. */
export type AlarmSound = 'on' | 'off' | 'blocked';

/** `overdue` and what no ladder has handed on is everybody's at the bench; the rest is theirs whom the ladder calls. */
function turnOf(call: Task, mine: ReadonlySet<string>, now: Date): string | undefined {
  if (call.status !== 'requested') return undefined;
  const level = escalation(call, now);
  if (level === OVERDUE) return level;
  const place = placeOf(call);
  if (place === undefined) return level;
  return mine.has(call.owner?.reference ?? '') ? `${place.step}.${place.turn}` : undefined;
}

/**
 * Calls that wait for whoever sits here, one key for each turn of each: a turn rings once, the next one again.
 *
 * @param mine  references of the person who signed in, and of what that person works as
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary); that a bench is called by sound is our own choice
 */
export const turnsHere = (calls: readonly Task[], mine: ReadonlySet<string>, now: Date): string[] =>
  calls.flatMap((call) => {
    const turn = turnOf(call, mine, now);
    return turn === undefined ? [] : [`${call.id} ${turn}`];
  });

/**
 * Does it ring now? What came while it was switched off is not rung for later; what the browser kept silent is.
 *
 * @param rung  turns that have been rung for, or passed in silence on purpose
 * @source none: own choice
 */
export function ringing(
  turns: readonly string[],
  rung: ReadonlySet<string>,
  sound: AlarmSound,
): { readonly rings: boolean; readonly rung: ReadonlySet<string> } {
  const isNew = turns.some((turn) => !rung.has(turn));
  if (!isNew || sound === 'blocked') return { rings: false, rung };
  return { rings: sound === 'on', rung: new Set([...rung, ...turns]) };
}
