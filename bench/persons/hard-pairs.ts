import type { Random } from '../random.ts';
import { dayOf, type GeneratedPerson, personalNumberOf, phoneOf, socialNumberOf } from './household.ts';
import { oneWrong } from './number-slips.ts';
import { pickGiven, pickMiddles, type Sex } from './person-names.ts';
import { pickShare } from './pick-share.ts';

/** Somebody else who is in no register, and in much like one who is. */
export interface HardKind {
  readonly kind: string;
  readonly share: number;
  /** undefined: this person cannot have such a counterpart */
  readonly other: (person: GeneratedPerson, random: Random) => GeneratedPerson | undefined;
}

/** Pairs of names that families like for twins, alike but for a letter or an accent. */
const alike: readonly (readonly [string, string])[] = [
  ['An', 'Anh'],
  ['Hùng', 'Hưng'],
  ['Hoa', 'Hòa'],
  ['Linh', 'Lĩnh'],
  ['Lan', 'Loan'],
  ['Thanh', 'Thành'],
  ['Hải', 'Hà'],
  ['Minh', 'Minh Anh'],
];

function numbersOf(random: Random, sex: Sex, year: number) {
  return { personalNumber: personalNumberOf(random, sex, year), socialNumber: socialNumberOf(random) };
}

const yearOf = (person: GeneratedPerson): number => Number(person.born?.slice(0, 4));

function twinOf(person: GeneratedPerson, random: Random): GeneratedPerson | undefined {
  if (person.born?.length !== 10 || person.born.endsWith('-01-01')) return undefined;
  const sex = random.next() < 0.7 ? (person.sex ?? 'male') : random.pick(['male', 'female'] as const);
  const pair = random.next() < 0.15 ? alike.find(([one]) => one === person.given) : undefined;
  const given = pair?.[1] ?? pickGiven(random, sex);
  if (given === person.given) return undefined;
  const numbers = numbersOf(random, sex, yearOf(person));
  const isNext = random.next() < 0.2 && person.personalNumber !== undefined;
  return {
    ...person,
    ...numbers,
    ...(isNext ? { personalNumber: oneWrong(random, person.personalNumber ?? '') } : {}),
    given,
    middles: random.next() < 0.5 ? person.middles : pickMiddles(random, sex),
    sex,
  };
}

/** Father and son, or grandmother and granddaughter, of one name in one house. */
function namedAfter(person: GeneratedPerson, random: Random): GeneratedPerson | undefined {
  const year = yearOf(person) + random.whole(18, 34) * (random.next() < 0.5 ? 1 : -1);
  if (year < 1925 || year > 2025) return undefined;
  return { ...person, ...numbersOf(random, person.sex ?? 'male', year), born: dayOf(random, year) };
}

/** The same name, the same year of birth, the same commune: another house. */
function namesakeOf(person: GeneratedPerson, random: Random): GeneratedPerson | undefined {
  const born = dayOf(random, yearOf(person));
  if (born === person.born) return undefined;
  return { ...person, ...numbersOf(random, person.sex ?? 'male', yearOf(person)), born, phone: phoneOf(random) };
}

export const hardKinds: readonly HardKind[] = [
  { kind: 'twin', share: 34, other: twinOf },
  { kind: 'father and son of one name', share: 33, other: namedAfter },
  { kind: 'same name and birth year in one commune', share: 33, other: namesakeOf },
];

export const pickHardKind = (random: Random): HardKind => pickShare(random, hardKinds);
