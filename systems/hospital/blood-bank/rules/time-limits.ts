import type { Component } from '../catalogs/components.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const SAMPLE_HOURS = 72;
const RETURN_MINUTES = 30;
const CHECK_MINUTES = 30;
const DRAW_MINUTES = 15;

/**
 * Until when a sample may be used for screening and crossmatching: a patient who was transfused makes new antibodies.
 *
 * @source TT 26/2013/TT-BYT (exists: verified; 72 hours: from memory)
 */
export const sampleEnds = (drawnAt: string): Date => new Date(Date.parse(drawnAt) + SAMPLE_HOURS * HOUR);

/** @source none: follows sampleEnds */
export const isSampleValid = (drawnAt: string | undefined, now: Date): boolean =>
  drawnAt !== undefined && now < sampleEnds(drawnAt) && Date.parse(drawnAt) <= now.getTime();

/**
 * Until when a crossmatch holds: as long as its sample, and no longer than the unit.
 *
 * @source none: follows sampleEnds and the date on the label
 */
export const crossmatchEnds = (drawnAt: string, unitExpires: string): Date =>
  new Date(Math.min(sampleEnds(drawnAt).getTime(), Date.parse(unitExpires)));

/** A unit may be given while now is before the moment on its label. @source ISBT 128, expiration date and time (secondary) */
export const isExpired = (expires: string, now: Date): boolean => now.getTime() >= Date.parse(expires);

/**
 * Does a label promise more than its component can keep?
 *
 * @source TT 26/2013/TT-BYT, shelf life (exists: verified; days from memory)
 */
export const isTooLong = ({ mostDays }: Component, collected: string, expires: string): boolean =>
  Date.parse(expires) - Date.parse(collected) > (mostDays + 1) * 24 * HOUR;

/**
 * What becomes of a unit that comes back: on the shelf again within 30 minutes and unopened; thawed components wait for a
 * decision; all others are discarded.
 *
 * @source 30-minute rule, practice of transfusion (secondary); whether TT 26/2013/TT-BYT says so: unsure
 */
export function returnFate(
  component: Component,
  back: { readonly issuedAt: string; readonly now: Date; readonly isIntact: boolean },
): 'available' | 'quarantine' | 'discarded' {
  const minutes = (back.now.getTime() - Date.parse(back.issuedAt)) / MINUTE;
  if (!back.isIntact || minutes > RETURN_MINUTES) return 'discarded';
  return component.isFrozen ? 'quarantine' : 'available';
}

/** A bedside check holds half an hour; then it is done again. @source none: own choice */
export const isCheckFresh = (checkedAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(checkedAt) <= CHECK_MINUTES * MINUTE;

/**
 * Were two samples drawn so far apart that they are not one bleeding in two tubes? Nothing that cannot be read is apart.
 *
 * @source practice against mix-ups of samples, two drawings at two times (secondary); a quarter of an hour: own choice
 */
export const isDrawnApart = (a: string, b: string): boolean =>
  Math.abs(Date.parse(a) - Date.parse(b)) >= DRAW_MINUTES * MINUTE;
