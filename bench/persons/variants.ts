import type { Random } from '../random.ts';
import { fullName, type GeneratedPerson } from './household.ts';
import { exchanged, oneWrong } from './number-slips.ts';
import { pickMiddles } from './person-names.ts';
import { pickShare } from './pick-share.ts';
import { movedTone, otherI, unaccented, undone } from './typing-slips.ts';

type Change = (person: GeneratedPerson, random: Random) => GeneratedPerson | undefined;

/** One way in which a desk writes the same person differently; undefined: it cannot happen to this one. */
export interface VariantKind {
  readonly kind: string;
  /** of a hundred */
  readonly share: number;
  readonly change: Change;
}

const rename = (person: GeneratedPerson, change: (name: string) => string | undefined) => {
  const name = fullName(person);
  const written = change(name);
  return written === undefined || written === name ? undefined : { ...person, written };
};

/** One word of the name is changed; the given name oftenest, since it is typed last. */
function oneWord(person: GeneratedPerson, random: Random, change: (word: string) => string | undefined) {
  const words = fullName(person).split(' ');
  const places = words.flatMap((word, place) => {
    const other = change(word);
    return other === undefined || other === word ? [] : [place];
  });
  if (places.length === 0) return undefined;
  const place = random.next() < 0.5 ? (places.at(-1) ?? 0) : random.pick(places);
  const written = words.map((word, at) => (at === place ? (change(word) ?? word) : word)).join(' ');
  return { ...person, written };
}

const doubled = (random: Random) => (word: string) => {
  const at = random.whole(0, word.length - 1);
  return `${word.slice(0, at + 1)}${(word[at] ?? '').toLowerCase()}${word.slice(at + 1)}`;
};

const nicknames = ['Tư', 'Út', 'Ba', 'Tèo', 'Bé', 'Hai', 'Bống'];

const swapDay = ({ born, ...rest }: GeneratedPerson) => {
  const [year, month, day] = born?.split('-') ?? [];
  if (day === undefined || Number(day) > 12 || day === month) return undefined;
  return { ...rest, born: `${year}-${day}-${month}` };
};

const slipOf =
  (
    key: 'personalNumber' | 'socialNumber' | 'phone',
    slip: (random: Random, number: string) => string | undefined,
  ): Change =>
  (person, random) => {
    const number = person[key];
    const changed = number === undefined ? undefined : slip(random, number);
    return changed === undefined ? undefined : { ...person, [key]: changed };
  };

export const variantKinds: readonly VariantKind[] = [
  { kind: 'as it was', share: 4, change: (person) => person },
  { kind: 'without accents', share: 10, change: (person) => rename(person, unaccented) },
  { kind: 'capitals', share: 2, change: (person) => rename(person, (name) => name.toUpperCase()) },
  { kind: 'decomposed', share: 3, change: (person) => rename(person, (name) => name.normalize('NFD')) },
  {
    kind: 'Telex keys left in, whole name',
    share: 5,
    change: (person) =>
      rename(person, (name) =>
        name
          .split(' ')
          .map((word) => undone(word, 'telex'))
          .join(' '),
      ),
  },
  { kind: 'Telex keys left in, one word', share: 5, change: (p, r) => oneWord(p, r, (word) => undone(word, 'telex')) },
  { kind: 'VNI digits left in', share: 4, change: (p, r) => oneWord(p, r, (word) => undone(word, 'vni')) },
  { kind: 'letter doubled', share: 4, change: (p, r) => oneWord(p, r, doubled(r)) },
  { kind: 'accents of one word lost', share: 6, change: (p, r) => oneWord(p, r, unaccented) },
  { kind: 'd for đ', share: 3, change: (p, r) => oneWord(p, r, (word) => word.replace('Đ', 'D').replace('đ', 'd')) },
  { kind: 'i for y', share: 2, change: (p, r) => oneWord(p, r, otherI) },
  { kind: 'tone on the other vowel', share: 2, change: (p, r) => oneWord(p, r, movedTone) },
  {
    kind: 'middle name missing',
    share: 6,
    change: (person, random) =>
      person.middles.length === 0
        ? undefined
        : { ...person, middles: person.middles.toSpliced(random.whole(0, person.middles.length - 1), 1) },
  },
  {
    kind: 'middle name too many',
    share: 4,
    change(person, random) {
      const [extra] = pickMiddles(random, person.sex ?? 'male');
      return extra === undefined || person.middles.includes(extra)
        ? undefined
        : { ...person, middles: [...person.middles, extra] };
    },
  },
  {
    kind: 'given name first',
    share: 3,
    change: (person) => ({ ...person, written: [person.given, person.family, ...person.middles].join(' ') }),
  },
  {
    kind: 'nickname in brackets',
    share: 3,
    change: (person, random) => ({ ...person, written: `${fullName(person)} (${random.pick(nicknames)})` }),
  },
  { kind: 'day and month exchanged', share: 7, change: swapDay },
  {
    kind: 'year only',
    share: 6,
    change: ({ born, ...rest }) => (born?.length === 10 ? { ...rest, born: born.slice(0, 4) } : undefined),
  },
  { kind: 'personal number: a digit wrong', share: 4, change: slipOf('personalNumber', oneWrong) },
  { kind: 'personal number: two exchanged', share: 3, change: slipOf('personalNumber', exchanged) },
  { kind: 'telephone: a digit wrong', share: 3, change: slipOf('phone', oneWrong) },
  { kind: 'telephone: two exchanged', share: 2, change: slipOf('phone', exchanged) },
  { kind: 'insurance number: a digit wrong', share: 2, change: slipOf('socialNumber', oneWrong) },
  { kind: 'insurance number: two exchanged', share: 2, change: slipOf('socialNumber', exchanged) },
  {
    kind: 'commune by its code of before 2025',
    share: 3,
    change: ({ commune, ...rest }) =>
      commune === undefined ? undefined : { ...rest, commune: `8${commune.slice(1)}` },
  },
  { kind: 'sex missing', share: 2, change: ({ sex, ...rest }) => (sex === undefined ? undefined : rest) },
];

/** Two different slips at once. */
const BOTH = 0.06;

/** What the desk writes down of all that is known: papers left at home, a telephone nobody asked for. */
function asked(person: GeneratedPerson, random: Random, kind: string): GeneratedPerson {
  const { personalNumber, socialNumber, phone, commune, ...rest } = person;
  const hasPapers = random.next() < 0.55;
  const keeps = (word: string, share: number): boolean => kind.startsWith(word) || random.next() < share;
  return {
    ...rest,
    ...(personalNumber !== undefined && keeps('personal', hasPapers ? 0.8 : 0) ? { personalNumber } : {}),
    ...(socialNumber !== undefined && keeps('insurance', hasPapers ? 0.6 : 0) ? { socialNumber } : {}),
    ...(phone !== undefined && keeps('telephone', 0.85) ? { phone } : {}),
    ...(commune !== undefined && keeps('commune', 0.9) ? { commune } : {}),
  };
}

export const pickVariant = (random: Random): VariantKind => pickShare(random, variantKinds);

/** The same person, written down once more. @returns undefined when this kind cannot happen to this person */
export function variantOf(
  { kind, change }: VariantKind,
  person: GeneratedPerson,
  random: Random,
): { kind: string; person: GeneratedPerson } | undefined {
  const once = change(person, random);
  if (once === undefined) return undefined;
  const second = random.next() < BOTH ? pickShare(random, variantKinds) : undefined;
  const twice = second === undefined || second.kind === kind ? undefined : second.change(once, random);
  const name = twice === undefined ? kind : 'two slips at once';
  return { kind: name, person: asked(twice ?? once, random, kind) };
}

/** What a desk writes down of somebody, without any slip. */
export const writtenDown = (person: GeneratedPerson, random: Random): GeneratedPerson => asked(person, random, '');
