import { errors } from '../errors.ts';

const SHORTEST = 5;
const LONGEST = 240;
const USUAL = 60;
const WORDS = 15;

/**
 * How long the glass stays broken, in minutes, when the reason is one.
 *
 * @throws administration.reasonTooShort, administration.openingTooLong
 * @source none: reasons of fewer than fifteen letters are keys pressed at random; four hours are one emergency
 */
export function openingTime(reason: string, minutes: number = USUAL): number {
  if (reason.replaceAll(/[^\p{L}]/gu, '').length < WORDS) throw errors.reasonTooShort({ at: 'reason', least: WORDS });
  if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST)
    throw errors.openingTooLong({ at: 'minutes', least: SHORTEST, most: LONGEST });
  return minutes;
}
