import type { MatchWeights } from '../catalogs/match-weights.ts';
import { familyPerTenThousand, givenPerTenThousand, RARE_FAMILY, RARE_GIVEN } from '../catalogs/name-frequencies.ts';
import { type BirthDateMatch, compareBirthDates } from './compare-birth-dates.ts';
import { compareDigits, type DigitMatch } from './compare-digits.ts';
import { compareNames, type MiddleMatch, type PersonName } from './compare-names.ts';
import { nameWord, type WordMatch } from './compare-words.ts';
import type { PersonRecord } from './person-record.ts';

export type PlaceMatch = 'same' | 'moved' | 'different' | 'unknown';

/** What was found, field by field, and what it weighs. */
export interface Findings {
  readonly given: WordMatch | 'unknown';
  readonly family: WordMatch | 'unknown';
  readonly middle: MiddleMatch;
  readonly birth: BirthDateMatch;
  readonly gender: 'same' | 'different' | 'unknown';
  readonly personalNumber: DigitMatch;
  /** the number in use of one side is an old one of the other */
  readonly isReissued: boolean;
  readonly socialNumber: DigitMatch;
  readonly patientNumber: DigitMatch;
  readonly phone: DigitMatch;
  readonly commune: PlaceMatch;
  /** sum of all weights, in bits, without the prior */
  readonly bits: number;
}

/** Communes of today that an old code went into, or the old ones that became one of today; empty: not known. */
export type Successors = (commune: string) => readonly string[];

/** The weights in force on a day. */
export function weightsOn(all: readonly MatchWeights[], day: string): MatchWeights | undefined {
  return all.filter(({ from }) => from <= day).at(-1) ?? all[0];
}

/** By sound, as names are compared: `nguyen` is `nguien`. */
const bySound = (shares: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(shares).map(([name, share]) => [nameWord(name).sound, share]));
const givenShares = bySound(givenPerTenThousand);
const familyShares = bySound(familyPerTenThousand);

const bitsOf = (perTenThousand: number): number => Math.log2((0.95 * 10_000) / perTenThousand);

const levelOf = (weights: MatchWeights['name'], match: WordMatch): number => (match === 'same' ? 0 : weights[match]);

function wordBits(weights: MatchWeights['name'], match: WordMatch, rarity: number): number {
  return match === 'near' || match === 'different' ? weights[match] : Math.max(0.5, rarity + levelOf(weights, match));
}

interface NameFindings {
  readonly given: WordMatch | 'unknown';
  readonly family: WordMatch | 'unknown';
  readonly middle: MiddleMatch;
  readonly bits: number;
}

const NO_NAME: NameFindings = { given: 'unknown', family: 'unknown', middle: 'none', bits: 0 };

function nameFindings(ours: PersonName, theirs: PersonName, weights: MatchWeights): NameFindings {
  const match = compareNames(ours, theirs);
  const given = bitsOf(givenShares.get(theirs.given.sound) ?? RARE_GIVEN);
  const family = bitsOf(familyShares.get(theirs.family.sound) ?? RARE_FAMILY);
  const bits =
    wordBits(weights.name, match.given, given) +
    wordBits(weights.name, match.family, family) +
    weights.middle[match.middle];
  return { ...match, bits };
}

/** Of several names on either side, the pair that fits best. */
function bestName(ours: PersonRecord, theirs: PersonRecord, weights: MatchWeights): NameFindings {
  const pairs = ours.names.flatMap((a) => theirs.names.map((b) => nameFindings(a, b, weights)));
  return pairs.reduce((best, pair) => (best === NO_NAME || pair.bits > best.bits ? pair : best), NO_NAME);
}

function compareGenders(a: string | undefined, b: string | undefined): Findings['gender'] {
  const known = (gender: string | undefined) => gender === 'male' || gender === 'female';
  if (!known(a) || !known(b)) return 'unknown';
  return a === b ? 'same' : 'different';
}

function comparePlaces(ours: readonly string[], theirs: readonly string[], successors: Successors): PlaceMatch {
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  if (ours.some((code) => theirs.includes(code))) return 'same';
  const reached = ours.flatMap(successors);
  if (theirs.some((code) => reached.includes(code) || successors(code).some((one) => ours.includes(one))))
    return 'moved';
  return 'different';
}

/**
 * Compares two persons field by field and adds the weights, as Fellegi and Sunter describe it.
 *
 * @source Fellegi and Sunter, A Theory for Record Linkage, 1969 (from memory); weights: catalogs/match-weights.ts (own choice)
 */
export function compareRecords(
  ours: PersonRecord,
  theirs: PersonRecord,
  weights: MatchWeights,
  successors: Successors,
): Findings {
  const name = bestName(ours, theirs, weights);
  const shared = (a: readonly string[], b: readonly string[]) => a.some((one) => b.includes(one));
  const isReissued =
    shared(ours.oldNumbers, theirs.personalNumbers) ||
    shared(ours.personalNumbers, theirs.oldNumbers) ||
    shared(ours.oldNumbers, theirs.oldNumbers);
  const inUse = compareDigits(ours.personalNumbers, theirs.personalNumbers);
  const found = {
    given: name.given,
    family: name.family,
    middle: name.middle,
    birth: compareBirthDates(ours.birthDate, theirs.birthDate),
    gender: compareGenders(ours.gender, theirs.gender),
    personalNumber: isReissued && inUse !== 'same' ? ('same' as const) : inUse,
    isReissued,
    socialNumber: compareDigits(ours.socialNumbers, theirs.socialNumbers),
    patientNumber: compareDigits(ours.patientNumbers, theirs.patientNumbers),
    phone: compareDigits(ours.phones, theirs.phones),
    commune: comparePlaces(ours.communes, theirs.communes, successors),
  };
  const bits =
    name.bits +
    weights.birth[found.birth] +
    weights.gender[found.gender] +
    weights.personalNumber[found.personalNumber] +
    weights.socialNumber[found.socialNumber] +
    weights.patientNumber[found.patientNumber] +
    weights.phone[found.phone] +
    weights.commune[found.commune];
  return { ...found, bits };
}

/** How likely it is one person, given the bits of the findings and of the prior. */
export const likelihood = (bits: number, prior: number): number => 1 / (1 + 2 ** -(bits + prior));
