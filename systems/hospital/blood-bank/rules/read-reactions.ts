import type { BloodGroup } from './blood-group.ts';

export const strengths = ['0', '1+', '2+', '3+', '4+', 'mf'] as const;
export type Strength = (typeof strengths)[number];

/** How cells and serum reacted: patient's cells with antisera, patient's serum with known cells. */
export interface Reactions {
  readonly antiA: Strength;
  readonly antiB: Strength;
  readonly antiD: Strength;
  readonly cellA?: Strength;
  readonly cellB?: Strength;
}

/** under this age there are no antibodies of one's own to look for */
const MONTHS_WITHOUT_REVERSE = 4;

/** 2+ and more is a reaction, 0 is none; anything between has to be looked into */
function seen(strength: Strength | undefined): boolean | undefined {
  if (strength === '0') return false;
  return strength === '2+' || strength === '3+' || strength === '4+' ? true : undefined;
}

/**
 * The group that reactions tell, or nothing when they do not agree: weak and mixed-field reactions are never read as a
 * group, and the serum must say the opposite of the cells.
 *
 * @param ageMonths  of the patient; under four months the reverse grouping is not asked for
 * @source TT 26/2013/TT-BYT, two methods of ABO grouping (exists: verified; article: unsure); infants under four months: practice of transfusion (secondary)
 */
export function readReactions(given: Reactions, ageMonths: number): BloodGroup | undefined {
  const [hasA, hasB, hasD] = [seen(given.antiA), seen(given.antiB), seen(given.antiD)];
  if (hasA === undefined || hasB === undefined || hasD === undefined) return undefined;
  if (ageMonths >= MONTHS_WITHOUT_REVERSE) {
    const [againstA, againstB] = [given.cellA, given.cellB].map(reacts);
    if (againstA !== !hasA || againstB !== !hasB) return undefined;
  }
  const abo = hasA ? (hasB ? 'AB' : 'A') : hasB ? 'B' : 'O';
  return { abo, rhd: hasD ? 'positive' : 'negative' };
}

/** Antibodies of the serum are weaker than antisera: 1+ counts. */
function reacts(strength: Strength | undefined): boolean | undefined {
  return strength === '1+' ? true : seen(strength);
}
