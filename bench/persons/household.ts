import { type Random, randomOf } from '../random.ts';
import { pickFamily, pickGiven, pickMiddles, type Sex } from './person-names.ts';

/** An invented person as papers know them. Everything but the name may be missing in what a desk writes down. */
export interface GeneratedPerson {
  readonly family: string;
  readonly middles: readonly string[];
  readonly given: string;
  /** the whole name where it is not simply family, middles, given: slips, nicknames, another order */
  readonly written?: string;
  readonly sex?: Sex;
  /** yyyy-MM-dd, or only yyyy */
  readonly born?: string;
  /** begins with 099, which no province issues */
  readonly personalNumber?: string;
  readonly socialNumber?: string;
  /** begins with 0000, which no network has */
  readonly phone?: string;
  /** begins with 9, which no commune has */
  readonly commune?: string;
}

export const fullName = ({ family, middles, given, written }: GeneratedPerson): string =>
  written ?? [family, ...middles, given].join(' ');

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

export const HOUSEHOLD = 4;
const COMMUNES = 900;

/** 099, a digit for century and sex, two for the year, six of chance: the shape of a personal number. */
export function personalNumberOf(random: Random, sex: Sex, year: number): string {
  const century = (year < 2000 ? 0 : 2) + (sex === 'male' ? 0 : 1);
  return `099${century}${padded(year % 100, 2)}${padded(random.whole(0, 999_999), 6)}`;
}

export const phoneOf = (random: Random): string => `0000${padded(random.whole(0, 999_999), 6)}`;
export const socialNumberOf = (random: Random): string => `99${padded(random.whole(0, 99_999_999), 8)}`;
export const dayOf = (random: Random, year: number): string =>
  `${year}-${padded(random.whole(1, 12), 2)}-${padded(random.whole(1, 28), 2)}`;

/** What a register knows of a person born in this year: the older, the oftener only the year, or the first of January. */
function birthOf(random: Random, year: number): string {
  const isOld = year < 1965;
  const chance = random.next();
  if (chance < (isOld ? 0.08 : 0.005)) return String(year);
  if (chance < (isOld ? 0.16 : 0.015)) return `${year}-01-01`;
  return dayOf(random, year);
}

interface Home {
  readonly family: string;
  readonly commune: string;
  readonly phone: string;
}

function personIn(random: Random, home: Home, sex: Sex, year: number, family: string): GeneratedPerson {
  const has = (share: number): boolean => random.next() < share;
  return {
    family,
    middles: pickMiddles(random, sex),
    given: pickGiven(random, sex),
    ...(has(0.98) ? { sex } : {}),
    born: birthOf(random, year),
    ...(has(0.78) ? { personalNumber: personalNumberOf(random, sex, year) } : {}),
    ...(has(0.88) ? { socialNumber: socialNumberOf(random) } : {}),
    ...(has(0.85) ? { phone: has(0.6) ? phoneOf(random) : home.phone } : {}),
    ...(has(0.95) ? { commune: home.commune } : {}),
  };
}

/** Father, mother and two children in one commune; some share a telephone. Number n of a seed is always the same home. */
export function householdOf(seed: number, n: number): GeneratedPerson[] {
  const random = randomOf(seed, 31, n);
  const family = pickFamily(random);
  const home = { family, commune: `9${padded(random.whole(0, COMMUNES - 1), 4)}`, phone: phoneOf(random) };
  const father = random.whole(1935, 1998);
  const mother = father + random.whole(-3, 8);
  const child = () => Math.min(2025, mother + random.whole(19, 36));
  const sexOf = (): Sex => random.pick(['male', 'female'] as const);
  return [
    personIn(random, home, 'male', father, family),
    personIn(random, home, 'female', mother, pickFamily(random)),
    personIn(random, home, sexOf(), child(), family),
    personIn(random, home, sexOf(), child(), family),
  ];
}
